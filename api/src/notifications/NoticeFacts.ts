/** A message of a conversation, newest last. Times are ms since 1970. */
export interface NoticeMessage {
  readonly id: string
  readonly seq: number
  readonly text: string
  readonly files: number
  readonly isPrivate: boolean
  readonly userId: string | null
  readonly aiAgentId: string | null
  readonly visitorId: string | null
  readonly at: number
}

export interface NoticeMember {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly image: string | null
  readonly seenSeq: number
  readonly settings: Readonly<Partial<Record<string, { readonly enabled: boolean; readonly delaySeconds: number | null }>>>
  readonly devices: number
}

/** All that decides who is told of a conversation's news, as `notice_facts` reads it. */
export interface NoticeFacts {
  readonly website: {
    readonly id: string
    readonly organizationId: string
    readonly name: string
    readonly slug: string
    readonly domain: string
    readonly logoKey: string | null
    readonly language: string
  }
  readonly visitor: {
    readonly id: string
    readonly seenSeq: number
    readonly language: string | null
    readonly timezone?: string | null
    readonly name: string | null
    /** Null when it is unknown, or this visitor gets none: blocked, erased. */
    readonly email: string | null
  }
  readonly assigneeIds: ReadonlyArray<string>
  /** Spam or archived: nobody is told of anything. */
  readonly isClosed: boolean
  readonly title: string | null
  readonly members: ReadonlyArray<NoticeMember>
  readonly messages: ReadonlyArray<NoticeMessage>
  /** How far each reader was told: `<reader> <way>` → seq. */
  readonly notified: Readonly<Partial<Record<string, number>>>
  /** Letters of ours about it, oldest first. */
  readonly letters: ReadonlyArray<{ readonly recipient: string; readonly messageId: string; readonly at: number }>
  /** Letters that became messages of it, oldest first: the visitor's side's, and each member's by id. */
  readonly answers: ReadonlyArray<{ readonly type: "member" | "visitor"; readonly id: string; readonly messageId: string; readonly at: number }>
}
