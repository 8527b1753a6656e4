import type { Composer } from "./composer.ts"
import type { Outgoing } from "./outbox.ts"
import type { PanelEvent } from "./panelEvents.ts"
import type { ReadyState } from "./PanelState.ts"
import type { Store } from "./store.ts"
import { claimable, heldBy, HOLD, hold, nextFree, parseUnsent, type Unsent } from "./unsent.ts"
import type { WidgetPlatform } from "./WidgetPlatform.ts"

/** Milliseconds after which a changed draft is stored. */
const DRAFT_AFTER = 300

interface Drafts {
  readonly visitorId: string | null
  readonly newConversation: string | null
  readonly composers: Readonly<Record<string, Composer>>
}

const textOf = (value: unknown): string | null => typeof value === "string" ? value : null

const parseDrafts = (value: unknown): Drafts => {
  const { composers, newConversation, visitorId } = (value ?? {}) as { [K in keyof Drafts]?: unknown } // whatever it is: reading a field of it can't fail
  const readable = Object.entries(composers ?? {}).flatMap(([id, composer]: [string, Partial<Composer> | null]) =>
    typeof composer?.text === "string" && Array.isArray(composer.files)
      ? [[id, { text: composer.text, files: composer.files, problem: null }] as const]
      : [])
  return { visitorId: textOf(visitorId), newConversation: textOf(newConversation), composers: Object.fromEntries(readable) }
}

/** Keeps what a person wrote and the server doesn't have: drafts and unsent messages, shared by the tabs of a browser. */
export const makeKeeper = (
  { get, platform, send, store, tab }: {
    readonly store: Store
    readonly platform: WidgetPlatform
    readonly tab: string
    readonly get: () => ReadyState
    readonly send: (event: PanelEvent) => void
  }
) => {
  let draftTimer: ReturnType<typeof setTimeout> | undefined
  let holdTimer: ReturnType<typeof setTimeout> | undefined
  let isReading = false
  let storedDrafts: ReadonlyArray<string> = []
  // What this tab wrote down and could read back. Where storage is forbidden nothing is, and nobody else can take it.
  let held: ReadonlySet<string> = new Set()

  const saveDrafts = () => {
    platform.clearTimeout(draftTimer)
    draftTimer = undefined
    const { composers, identity, newConversation } = get().panel
    const worth = Object.entries(composers).map(([id, { files, text }]) => [id, {
      text,
      // A file that isn't stored yet can't outlive its page.
      files: files.filter(({ upload }) => upload._tag === "Ready").map((file) => ({ ...file, previewUrl: null }))
    }] as const).filter(([, { files, text }]) => text !== "" || files.length > 0)
    const drafts = { visitorId: identity.visitorId, newConversation, composers: Object.fromEntries(worth) }
    storedDrafts = worth.map(([id]) => id)
    store.write("drafts", worth.length > 0 || newConversation !== null ? drafts : undefined)
  }
  const readDrafts = () => {
    const drafts = parseDrafts(store.read("drafts"))
    const { composers: mine, identity } = get().panel
    if (drafts.visitorId && drafts.visitorId !== identity.visitorId) return
    const composers: Record<string, Composer> = {}
    // A draft that is stored no longer was sent or cleared in another tab.
    for (const id of storedDrafts) composers[id] = { text: "", files: [], problem: null }
    Object.assign(composers, drafts.composers)
    // Files on their way in this tab stay in it.
    for (const [id, { files }] of Object.entries(mine)) {
      const restored = composers[id]
      if (restored && files.length > 0) composers[id] = { ...restored, files }
    }
    storedDrafts = Object.keys(drafts.composers)
    send({ _tag: "DraftsRestored", composers, newConversation: drafts.newConversation })
  }
  /** Writes down what this tab holds. Others hear of each change, so nothing is written that says nothing new. */
  const saveUnsent = (isLeaving = !get().isRunning) => {
    const { identity: { visitorId }, outbox } = get().panel
    const now = platform.now()
    const stored = parseUnsent(store.read("unsent"))
    const next = hold(stored, outbox, { now, tab, until: isLeaving ? 0 : now + HOLD, visitorId })
    store.write("unsent", Object.keys(next).length > 0 ? next : undefined)
    const kept = parseUnsent(store.read("unsent"))
    held = heldBy(kept, tab)
    watch(kept)
    settle(outbox.filter(({ id }) => kept[id] && !held.has(id)))
  }
  const settle = (gone: ReadonlyArray<Outgoing>) => {
    if (gone.length > 0) send({ _tag: "SettledElsewhere", ids: gone.map(({ id }) => id) })
  }
  /** Holds on to what this tab holds, or looks again when others may have let go. */
  const watch = (stored: Unsent) => {
    platform.clearTimeout(holdTimer)
    if (!get().isRunning) return
    if (get().panel.outbox.length > 0) holdTimer = platform.setTimeout(() => saveUnsent(), HOLD / 3)
    else {
      const free = nextFree(stored, tab, platform.now())
      if (free !== null) holdTimer = platform.setTimeout(readUnsent, free - platform.now())
    }
  }
  const readUnsent = () => {
    const { identity, outbox } = get().panel
    const stored = parseUnsent(store.read("unsent"))
    const mine = heldBy(stored, tab)
    settle(outbox.filter(({ id }) => held.has(id) && !mine.has(id)))
    const messages = claimable(stored, tab, identity.visitorId, platform.now())
      .filter(({ id }) => !get().panel.outbox.some((message) => message.id === id))
    if (messages.length > 0) send({ _tag: "UnsentRestored", messages })
    else watch(stored)
  }
  return {
    restore: () => {
      if (store.read("drafts") !== null) readDrafts()
      readUnsent()
    },
    /** What changed is written down. */
    changed: ({ panel: was }: ReadyState, { panel }: ReadyState) => {
      const { composers, identity, newConversation, outbox } = panel
      if (isReading) return
      if (was.outbox !== outbox || was.identity.visitorId !== identity.visitorId) saveUnsent()
      if (was.composers !== composers || was.newConversation !== newConversation) {
        platform.clearTimeout(draftTimer)
        draftTimer = platform.setTimeout(saveDrafts, DRAFT_AFTER)
      }
    },
    /** Another tab changed what is stored under `name`. */
    stored: (name: string) => {
      isReading = true
      if (name === "drafts") readDrafts()
      isReading = false
      if (name === "unsent") readUnsent()
    },
    /** The page goes away or the widget stops: what is held is let go, what is written is stored at once. */
    release: () => {
      if (draftTimer !== undefined) saveDrafts()
      saveUnsent(true)
    }
  }
}
