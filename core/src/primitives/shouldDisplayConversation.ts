/** What has to be known of a conversation to say whether a list shows it. */
interface Listed {
  readonly deletedAt?: string | null | undefined
  readonly title?: string | null | undefined
  readonly visitorTitle?: string | null | undefined
  readonly lastTimelineItem?: { readonly text?: string | null | undefined; readonly parts?: ReadonlyArray<unknown> | undefined } | null | undefined
}

/** Whether a list shows a conversation: it isn't archived, and has a title or a message, of attachments alone too. */
export const shouldDisplayConversation = ({ deletedAt, lastTimelineItem, title, visitorTitle }: Listed): boolean =>
  !deletedAt && Boolean(title?.trim() || visitorTitle?.trim() || lastTimelineItem?.text?.trim() || lastTimelineItem?.parts?.length)
