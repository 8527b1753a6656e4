import * as Context from "effect/Context"

export interface NoticeTimes {
  /** Pause between two looks at what moved. */
  readonly look: number
  /** How long an answer may stay unread before its visitor gets a letter. */
  readonly visitorDelay: number
  /** How long somebody who has the conversation open may take to be seen reading. */
  readonly readingGrace: number
  /** How long a visitor whose page is open is left in peace, and how often that is looked at. */
  readonly onlineWait: number
  readonly onlineLook: number
}

/** The rhythm of notifications, in milliseconds. */
export const NoticeTimes = Context.Reference<NoticeTimes>("api/notifications/NoticeTimes", {
  defaultValue: () => ({ look: 2000, visitorDelay: 60_000, readingGrace: 3000, onlineWait: 600_000, onlineLook: 30_000 })
})
