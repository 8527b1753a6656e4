import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Arr from "effect/Array"
import { randomBytes } from "node:crypto"
import { customers } from "./people.ts"
import type { Story, Teammate } from "./Story.ts"

/** What a story needs besides itself. */
export interface Setting {
  readonly websiteId: string
  readonly isTest: boolean
  readonly publicUrl: string
  /** User ids of the team. */
  readonly team: Readonly<Record<Teammate, string>>
  readonly now: number
  readonly nextId: () => string
}

/** A story as the rows of its tables; names are those of the columns, in camelCase. */
export const storyRows = (story: Story, { isTest, nextId, now, publicUrl, team, websiteId }: Setting) => {
  const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000)
  const { browser, customer, device, language, metadata, os, page, timezone } = story.visitor
  const proven = customers.find(({ id }) => id === customer)
  const { email, name } = proven ?? story.visitor
  const first = at(Arr.headNonEmpty(story.lines).ago)
  const last = at(Arr.lastNonEmpty(story.lines).ago)
  const scope = { websiteId, isTest }
  const contactId = name === undefined ? null : nextId()
  const visitorId = nextId()
  const conversationId = newConversationId()
  const isProven = proven !== undefined

  const items = Arr.map(story.lines, (line, index) => ({
    ...scope,
    conversationId,
    id: nextId(),
    seq: index + 1,
    visibility: line.isNote === true ? "private" : "public",
    text: line.text,
    userId: line.by === "visitor" ? null : team[line.by],
    visitorId: line.by === "visitor" ? visitorId : null,
    createdAt: at(line.ago)
  }))
  const shown = items.filter(({ visibility }) => visibility === "public")
  const lastShown = shown.at(-1)?.seq ?? 0
  const unread = story.unread ?? 0
  const answer = shown.find(({ userId }) => userId !== null)

  return {
    contact: contactId === null ? null : {
      ...scope, id: contactId, externalId: proven?.id ?? null, email: email ?? null, name: name ?? null,
      isVerified: isProven, createdAt: first, updatedAt: first
    },
    metadata: metadata ?? {},
    visitor: {
      ...scope, id: visitorId, secretHash: randomBytes(32), contactId, contactProven: isProven, language, timezone, browser, os, device,
      // An address for documentation (RFC 5737).
      ip: "203.0.113.0/24", lastSeenAt: last, createdAt: first
    },
    currentPage: { url: `${publicUrl}/demo${page === "/" ? "" : page}`, path: page, title: "Acme Kettle No. 4" },
    conversation: {
      ...scope, id: conversationId, visitorId, contactId: isProven ? contactId : null, status: story.status,
      priority: story.priority ?? "normal", title: story.title ?? null,
      assigneeIds: story.assignee === undefined ? [] : [team[story.assignee]],
      lastSeq: items.length, lastMessageSeq: items.length, lastPublicSeq: lastShown,
      visitorSeenSeq: lastShown - unread, visitorSeenAt: last, visitorUnread: unread,
      firstResponseAt: answer?.createdAt ?? null,
      resolvedAt: story.status === "resolved" ? last : null,
      resolvedByUserId: story.status === "resolved" ? team.owner : null,
      lastActivityAt: last, createdAt: first, updatedAt: last
    },
    items
  }
}
