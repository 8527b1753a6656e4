import type { TextOptions } from "@cossistant/core/text/createText"
import { type Accessor, createComputed, createContext, createSignal, onCleanup, useContext } from "solid-js"
import type { CustomPage } from "./SupportProps.ts"
import type { SupportSlotProps, SupportSlots } from "./SupportSlots.ts"

/** Parts that a host may bring in place of built-in ones. */
export type Part = "trigger" | "content" | "header"

/** What the parts of one `Support` share. The fields may be getters: they are read where they are used. */
export interface SupportScope {
  readonly panelId: string
  /** Beside what the panel stands. */
  readonly anchor: Accessor<HTMLElement | null>
  readonly setAnchor: (element: HTMLElement | null) => void
  readonly textOptions: Accessor<Omit<TextOptions, "dictionaries">>
  readonly slots: SupportSlots
  readonly slotProps: SupportSlotProps
  /** The host's pages; a later one of a name wins. */
  readonly pages: ReadonlyArray<CustomPage>
  /** How many of each part the host has mounted. */
  readonly parts: Readonly<Record<Part, number>>
  readonly addPart: (part: Part) => () => void
  readonly addPage: (page: CustomPage) => () => void
}

/** What the panel's own code, loaded when it is first opened, gives to the parts that a host puts in it. */
export type PanelTools = typeof import("./panel/panelTools.ts")["panelTools"]

export const PanelContext = /* @__PURE__ */ createContext<PanelTools>()

export const SupportScopeContext = /* @__PURE__ */ createContext<SupportScope>()

/** The `Support` around a part; throws outside one. */
export const useScope = (): SupportScope => {
  const scope = useContext(SupportScopeContext)
  if (scope === undefined) throw new Error("This part lives in <Support> or <Support.Root>.")
  return scope
}

/** A scope in which parts say of themselves what they are; the rest of it is as `own` says. */
export const makeScope = (
  own: Pick<SupportScope, "panelId" | "textOptions"> & {
    readonly slots?: SupportSlots | undefined
    readonly slotProps?: SupportSlotProps | undefined
    readonly customPages?: ReadonlyArray<CustomPage> | undefined
  }
): SupportScope => {
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null)
  const [parts, setParts] = createSignal<Readonly<Record<Part, number>>>({ trigger: 0, content: 0, header: 0 })
  const [declared, setDeclared] = createSignal<ReadonlyArray<CustomPage>>([])
  return {
    panelId: own.panelId,
    textOptions: own.textOptions,
    anchor,
    setAnchor,
    get slots() {
      return own.slots ?? {}
    },
    get slotProps() {
      return own.slotProps ?? {}
    },
    get pages() {
      return [...own.customPages ?? [], ...declared()]
    },
    get parts() {
      return parts()
    },
    addPart: (part) => {
      const add = (count: number) => setParts((known) => ({ ...known, [part]: known[part] + count }))
      add(1)
      return () => add(-1)
    },
    addPage: (page) => {
      setDeclared((known) => [...known, page])
      return () => setDeclared((known) => known.filter((other) => other !== page))
    }
  }
}

/** Says that the host has brought this part, while it is mounted; at once, so that a built-in one isn't even drawn. */
export const useBrought = (part: Part, isBrought: () => boolean = () => true): void => {
  const addPart = useContext(SupportScopeContext)?.addPart
  createComputed(() => {
    if (addPart !== undefined && isBrought()) onCleanup(addPart(part))
  })
}
