import { plainText } from "@cossistant/core/markup/plainText"
import { en } from "../mail/words/en.ts"
import { lockedPush } from "./lockedWords.ts"
import type { NoticeFacts, NoticeMessage } from "./NoticeFacts.ts"
import type { PushMessage } from "./Push.ts"
import { authorOf } from "./quote.ts"

/** What a device shows of the newest of these messages; of one that the plan locks, who wrote. */
export const pushMessage = (facts: NoticeFacts, conversationId: string, messages: ReadonlyArray<NoticeMessage>, { isLocked, logoUrl }: { readonly isLocked: boolean; readonly logoUrl: string | null }): PushMessage => {
  const newest = messages.at(-1)
  const { slug } = facts.website
  return {
    title: newest === undefined ? `A visitor needs a person on ${facts.website.name}` : `${authorOf(facts, newest, en)} on ${facts.website.name}`,
    body: isLocked ? lockedPush : newest === undefined ? "" : plainText(newest.text).slice(0, 100) || (newest.files === 1 ? "Sent a file" : `Sent ${newest.files} files`),
    icon: logoUrl ?? "/favicon.svg",
    badge: "/favicon.svg",
    tag: `conversation-${conversationId}`,
    data: { conversationId, websiteSlug: slug, url: `/${slug}/inbox/${conversationId}` }
  }
}
