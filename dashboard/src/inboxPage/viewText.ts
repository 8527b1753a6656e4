import type { View } from "../inbox/nouns.ts"

export const viewNames: Record<View, string> = { open: "Open", resolved: "Resolved", spam: "Spam", archived: "Archived" }

/** What an empty view would show, so that emptiness explains itself. */
export const emptyViews: Record<View, { readonly title: string; readonly text: string }> = {
  open: { title: "All answered", text: "New conversations appear here the moment a visitor writes." },
  resolved: { title: "Nothing resolved yet", text: "Conversations you resolve are kept here and reopen when you say so." },
  spam: { title: "No spam", text: "What you mark as spam stays here, out of the way of the team." },
  archived: { title: "Nothing archived", text: "Archive what nobody needs to see again; it can always be brought back." }
}
