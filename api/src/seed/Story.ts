import type * as Arr from "effect/Array"

/** A conversation of the demo, as one would tell it. */
export interface Story {
  readonly visitor: {
    /** One of the page's customers, proven by token. */
    readonly customer?: string
    /** Of someone who said so themselves; left out, nobody knows. */
    readonly name?: string
    readonly email?: string
    readonly metadata?: Readonly<Record<string, string | number>>
    readonly language: string
    readonly timezone: string
    readonly browser: string
    readonly os: string
    readonly device: string
    readonly page: string
  }
  readonly title?: string
  readonly status: "open" | "resolved" | "spam"
  readonly priority?: "low" | "high" | "urgent"
  readonly assignee?: Teammate
  /** How many of the last messages the visitor hasn't read. */
  readonly unread?: number
  /** Told among live data too: the page of the demo speaks with a test key, so most of it is test data. */
  readonly isAlsoLive?: true
  readonly lines: Arr.NonEmptyReadonlyArray<Line>
}

export type Teammate = "owner" | "teammate"

export interface Line {
  /** Minutes before the demo was made. */
  readonly ago: number
  readonly by: "visitor" | Teammate
  readonly text: string
  /** For the team only. */
  readonly isNote?: true
}
