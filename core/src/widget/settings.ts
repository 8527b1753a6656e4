import type { DefaultMessage } from "./nouns.ts"

/** What a layer may say. Undefined says nothing; it never means "empty". */
export interface Settings {
  readonly defaultMessages?: ReadonlyArray<DefaultMessage> | undefined
  readonly quickOptions?: ReadonlyArray<string> | undefined
  readonly size?: "normal" | "larger" | undefined
  /** False: no live connection and no conversations before they are asked for. Default true. */
  readonly autoConnect?: boolean | undefined
  /**
   * Consent. False: no page, no referrer and no campaign is told or kept, whatever else is allowed. Default true; a browser
   * that asks not to be tracked (Global Privacy Control, Do Not Track) isn't either way.
   */
  readonly tracking?: boolean | undefined
  /** False: nothing is heard when a message comes. Default true. */
  readonly sound?: boolean | undefined
  /** `responsive` is always open and fills its parent. Default `floating`. */
  readonly mode?: "floating" | "responsive" | undefined
  /** Its presence makes the widget controlled. */
  readonly open?: boolean | undefined
  /** Opens a floating, uncontrolled widget, once in its life. */
  readonly defaultOpen?: boolean | undefined
  /** Controlled: asked in place of a change. Else told after one. */
  readonly onOpenChange?: ((open: boolean) => void) | undefined
}

/** Where settings come from, weakest first. */
export type Rank = "provider" | "config" | "support"
const ranks: ReadonlyArray<Rank> = ["provider", "config", "support"]

/** One mounted source of settings. */
export interface Layer {
  /** Says what this source says now; settings of equal content change nothing. */
  set(settings: Settings): void
  /** Takes back all it said: what stood below holds again. */
  remove(): void
}

const equal = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/**
 * Puts layers together: a higher rank wins, within a rank the later one. Gives `previous` back, whole or by value, where
 * the content is the same, so that inline arrays of a host component's render change nothing. Callbacks are left out:
 * they are new with each render of a host, and are called, not compared.
 */
export const mergeSettings = (layers: Iterable<{ readonly rank: Rank; readonly settings: Settings }>, previous: Settings): Settings => {
  const before: Record<string, unknown> = { ...previous }
  const merged: Record<string, unknown> = {}
  for (const { settings } of [...layers].sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank))) {
    for (const [key, value] of Object.entries(settings)) {
      if (value !== undefined && typeof value !== "function") merged[key] = equal(value, before[key]) ? before[key] : value
    }
  }
  // Only fields of Settings were copied.
  return equal(merged, before) ? previous : merged as Settings
}
