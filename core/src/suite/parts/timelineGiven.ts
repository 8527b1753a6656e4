/** What function children are given, as far as these tests read it. */
export interface Given {
  readonly [fact: string]: unknown
  readonly lastReaderIds: ReadonlyArray<string>
  readonly readers: ReadonlyArray<unknown>
  readonly packageManagers: ReadonlyArray<string>
  readonly activeCommand: string
  readonly setPackageManager: (name: string) => void
  readonly onCopy: () => void
}

/** A visitor's message as the documented primitives take it. */
export const message = (id: string, change: object = {}) => ({
  id, type: "message", text: `text ${id}`, parts: [{ type: "text", text: `text ${id}` }],
  userId: null, aiAgentId: null, visitorId: "v1", createdAt: "2026-03-04T09:41:00.000Z", ...change
})
