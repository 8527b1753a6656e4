import { wishOf } from "./channels.ts"
import type { NoticeFacts, NoticeMember, NoticeMessage } from "./NoticeFacts.ts"
import type { NoticeTimes } from "./NoticeTimes.ts"

/** By letter, by push, or by a letter about a mention. */
export type Way = "email" | "push" | "mention"

/** Someone to be told, of what, and how. */
export interface Notice {
  /** `visitor`, or a member's user id. */
  readonly reader: string
  readonly way: Way
  /** What they haven't read nor been told of, oldest first. */
  readonly messages: ReadonlyArray<NoticeMessage>
  /** How far they were told before. */
  readonly toldSeq: number
}

export interface Decision {
  readonly due: ReadonlyArray<Notice>
  /** When to look again though nothing moves (ms since 1970); null when nothing waits. */
  readonly nextAt: number | null
}

export const markName = (reader: string, way: Way) => `${reader} ${way}`

const isMine = (message: NoticeMessage, { userId }: NoticeMember) => message.userId === userId

/** Whoever writes has read what stands above. */
const ownEnd = (messages: ReadonlyArray<NoticeMessage>, mine: (message: NoticeMessage) => boolean) => messages.findLast(mine)?.seq ?? 0

/** Public messages this member hasn't read and should know of. */
const newsFor = (facts: NoticeFacts, member: NoticeMember): ReadonlyArray<NoticeMessage> => {
  const isAssigned = facts.assigneeIds.length > 0
  const isHis = facts.assigneeIds.includes(member.userId)
  if (isAssigned && !isHis) return []
  const open = facts.messages.filter(({ isPrivate }) => !isPrivate)
  // What a colleague answered needs nobody else; an assistant's answer doesn't count as one.
  const answered = isHis ? 0 : ownEnd(open, ({ userId }) => userId !== null)
  const read = Math.max(member.seenSeq, answered, ownEnd(open, (message) => isMine(message, member)))
  return open.filter((message) => message.seq > read && (message.visitorId !== null || isHis && message.userId !== null && !isMine(message, member)))
}

const mentionsOf = (facts: NoticeFacts, member: NoticeMember): ReadonlyArray<NoticeMessage> =>
  facts.messages.filter((message) => message.seq > member.seenSeq && !isMine(message, member) && message.visitorId === null
    && message.text.includes(`:${member.userId})`) && /\]\(mention:(?:human-agent|user|member):/.test(message.text))

/** Public answers a visitor hasn't seen; an assistant's count as anybody's. */
const answersFor = ({ messages, visitor }: NoticeFacts): ReadonlyArray<NoticeMessage> => {
  const read = Math.max(visitor.seenSeq, ownEnd(messages, ({ visitorId }) => visitorId !== null))
  return messages.filter(({ aiAgentId, isPrivate, seq, userId }) => !isPrivate && seq > read && (userId !== null || aiAgentId !== null))
}

/**
 * Who is to be told of what is still unread, at `now` (ms since 1970). Each way has its own delay, which runs from the first
 * unread message; what was told is not told again; reading calls it off. A visitor who is `isOnline` gets no letter for a while.
 */
export const decide = (facts: NoticeFacts, now: number, isOnline: boolean, times: NoticeTimes): Decision => {
  if (facts.isClosed) return { due: [], nextAt: null }
  const due: Array<Notice> = []
  let nextAt: number | null = null
  const consider = (reader: string, way: Way, news: ReadonlyArray<NoticeMessage>, delayMs: number, notBefore = 0) => {
    const toldSeq = facts.notified[markName(reader, way)] ?? 0
    const messages = news.filter(({ seq }) => seq > toldSeq)
    const [first] = messages
    if (first === undefined) return
    const at = Math.max(first.at + delayMs, notBefore)
    if (at <= now) due.push({ reader, way, messages, toldSeq })
    else nextAt = Math.min(nextAt ?? at, at)
  }
  for (const member of facts.members) {
    const news = newsFor(facts, member)
    const mentions = mentionsOf(facts, member)
    const mail = wishOf(member.settings, "email_new_message")
    const mentioned = wishOf(member.settings, "email_mention")
    const push = wishOf(member.settings, "browser_push_new_message")
    // What a letter about a mention says needs no second one.
    const rest = mentioned.enabled ? news.filter(({ seq }) => !mentions.some((other) => other.seq === seq)) : news
    if (mail.enabled) consider(member.userId, "email", rest, (mail.delaySeconds ?? 0) * 1000)
    if (mentioned.enabled) consider(member.userId, "mention", mentions, (mentioned.delaySeconds ?? 0) * 1000)
    // Whoever has the conversation open reads within moments: no push for that.
    if (push.enabled && member.devices > 0) {
      const all = [...news, ...mentions.filter(({ seq }) => !news.some((other) => other.seq === seq))].toSorted((a, b) => a.seq - b.seq)
      consider(member.userId, "push", all, times.readingGrace + (push.delaySeconds ?? 0) * 1000)
    }
  }
  if (facts.visitor.email !== null) {
    const answers = answersFor(facts)
    const waits = isOnline && answers[0] !== undefined && answers[0].at + times.onlineWait > now ? now + times.onlineLook : 0
    consider("visitor", "email", answers, times.visitorDelay, waits)
  }
  return { due, nextAt }
}
