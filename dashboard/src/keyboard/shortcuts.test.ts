import { afterEach, describe, expect, it, vi } from "vitest"
import { inboxShortcuts, type InboxKeys } from "../inboxPage/inboxShortcuts.ts"
import { listenForShortcuts } from "./listenForShortcuts.ts"
import { keyCaps, shortcutFor, type ShortcutHandlers, type ShortcutId, shortcuts } from "./shortcuts.ts"

const ids = Object.keys(shortcuts) as ReadonlyArray<ShortcutId> // the table's own keys
const keys = (places: Partial<Pick<InboxKeys, "openId" | "focusedId">> = {}) => {
  const field = document.createElement("textarea")
  document.body.append(field)
  const all = {
    openId: () => "CO1", focusedId: () => "CO2", field: () => field,
    move: vi.fn<(step: 1 | -1) => void>(), open: vi.fn<(id: string) => void>(), back: vi.fn<() => void>(), resolve: vi.fn<() => void>(),
    note: vi.fn<() => void>(), send: vi.fn<() => void>(), ...places
  }
  const stop = listenForShortcuts(inboxShortcuts(all))
  stops.push(stop, () => field.remove())
  return { ...all, area: field }
}
const stops: Array<() => void> = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))
const press = (key: string, target: EventTarget = document.body, init: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}

describe("the table of shortcuts", () => {
  it("uses no key twice", () => {
    const all = ids.flatMap((id): ReadonlyArray<string> => shortcuts[id].keys)
    expect(new Set(all).size).toBe(all.length)
  })

  it("has a handler for every key that a tooltip can name", () => {
    const handlers: ShortcutHandlers = { ...inboxShortcuts(keys()), help: () => {}, undo: () => {} }
    for (const id of ids) {
      expect(keyCaps(id).length, id).toBeGreaterThan(0)
      expect(shortcuts[id].keys.map((key) => shortcutFor(key)), id).toEqual(shortcuts[id].keys.map(() => id))
      expect(handlers[id], id).toBeTypeOf("function")
    }
    expect(Object.keys(handlers).toSorted()).toEqual([...ids].toSorted())
  })
})

describe("pressing a key in the inbox", () => {
  it("J goes down and K goes up", () => {
    const { move } = keys()
    press("j")
    press("k")
    expect(move.mock.calls).toEqual([[1], [-1]])
  })

  it("goes through the list while J is held, but resolves, notes and sends once a press", () => {
    const { area: field, move, note, resolve, send } = keys()
    for (const key of ["j", "r", "n"]) {
      press(key)
      press(key, document.body, { repeat: true })
    }
    press("Enter", field, { ctrlKey: true })
    press("Enter", field, { ctrlKey: true, repeat: true })
    expect([move, resolve, note, send].map((handler) => handler.mock.calls.length)).toEqual([2, 1, 1, 1])
  })

  it("does nothing while someone writes, except Escape and Mod+Enter", () => {
    const { area: field, back, note, resolve, send } = keys()
    field.focus()
    press("r", field)
    press("n", field)
    press("Enter", field, { ctrlKey: true })
    expect([resolve, note, send].map((handler) => handler.mock.calls.length)).toEqual([0, 0, 1])
    press("Escape", field)
    expect(document.activeElement).not.toBe(field)
    expect(back).not.toHaveBeenCalled()
    press("Escape")
    expect(back).toHaveBeenCalledOnce()
  })

  it("leaves keys to an input method, to browser shortcuts and to layers above the page", () => {
    const { move, resolve } = keys()
    press("j", document.body, { isComposing: true })
    press("r", document.body, { metaKey: true })
    press("j", document.body, { altKey: true })
    const dialog = document.createElement("div")
    dialog.setAttribute("role", "dialog")
    document.body.append(dialog)
    press("j", dialog)
    dialog.remove()
    expect(move).not.toHaveBeenCalled()
    expect(resolve).not.toHaveBeenCalled()
  })

  it("keeps its default where there is nothing to act on", () => {
    keys({ openId: () => null, focusedId: () => null })
    expect(press("r").defaultPrevented).toBe(false)
    expect(press("Enter").defaultPrevented).toBe(false)
  })

  it("Enter opens the row that has the focus", () => {
    const { open } = keys({ focusedId: () => "CO2" })
    press("Enter")
    expect(open).toHaveBeenCalledWith("CO2")
  })

  it("Enter writes in the conversation that is open", () => {
    const { area: field } = keys({ focusedId: () => "CO1" })
    press("Enter")
    expect(document.activeElement).toBe(field)
  })
})
