import type { Conversation } from "./nouns.ts"

/** What a member can change about a conversation. */
export type ChangeKind =
  | { readonly _tag: "Status"; readonly status: Conversation["status"] }
  | { readonly _tag: "Archived"; readonly archived: boolean }
  | { readonly _tag: "Title"; readonly title: string | null }
  | { readonly _tag: "Assignee"; readonly userId: string | null }
  | { readonly _tag: "Priority"; readonly priority: Conversation["priority"] }

/** A change that is shown before the server agreed. Refused, it is dropped and the old state shows again. */
export interface Change {
  readonly id: string
  readonly conversationId: string
  readonly kind: ChangeKind
  readonly at: string
}

const patchOf = ({ at, kind }: Change): Partial<Conversation> => {
  switch (kind._tag) {
    case "Status": return { status: kind.status, resolvedAt: kind.status === "resolved" ? at : null }
    case "Archived": return { deletedAt: kind.archived ? at : null }
    case "Title": return { title: kind.title }
    case "Assignee": return { assigneeIds: kind.userId === null ? [] : [kind.userId] }
    case "Priority": return { priority: kind.priority }
  }
}

/** The conversation as it will stand once all changes under way are accepted. */
export const applyChanges = (changes: Readonly<Record<string, Change>>, conversation: Conversation): Conversation => {
  let shown = conversation
  for (const change of Object.values(changes)) {
    if (change.conversationId === conversation.id) shown = { ...shown, ...patchOf(change) }
  }
  return shown
}

/** What takes a change back, given the conversation as it stood before. */
export const inverseOf = (kind: ChangeKind, before: Conversation): ChangeKind => {
  switch (kind._tag) {
    case "Status": return { _tag: "Status", status: before.status }
    case "Archived": return { _tag: "Archived", archived: !kind.archived }
    case "Title": return { _tag: "Title", title: before.title }
    case "Assignee": return { _tag: "Assignee", userId: before.assigneeIds[0] ?? null }
    case "Priority": return { _tag: "Priority", priority: before.priority }
  }
}
