import type { TextOptions } from "@cossistant/core/text/createText"
import { createContext, type RefObject, useContext } from "react"
import type { CustomPage } from "./SupportProps.ts"
import type { SupportSlotProps, SupportSlots } from "./SupportSlots.ts"
import { useLayoutEffect } from "./useLayoutEffect.ts"

/** Parts that a host may bring in place of built-in ones. */
export type Part = "trigger" | "content" | "header"

/** What the parts of one `Support` share. */
export interface SupportScope {
  readonly panelId: string
  /** Beside what the panel stands. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly textOptions: Omit<TextOptions, "dictionaries">
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

export const PanelContext = createContext<PanelTools | null>(null)

export const SupportScopeContext = createContext<SupportScope | null>(null)

/** The `Support` around a part; throws outside one. */
export const useScope = (): SupportScope => {
  const scope = useContext(SupportScopeContext)
  if (scope === null) throw new Error("This part lives in <Support> or <Support.Root>.")
  return scope
}

/** Says that the host has brought this part, while it is mounted. */
export const useBrought = (part: Part, isBrought = true): void => {
  const addPart = useContext(SupportScopeContext)?.addPart
  useLayoutEffect(() => isBrought ? addPart?.(part) : undefined, [addPart, part, isBrought])
}
