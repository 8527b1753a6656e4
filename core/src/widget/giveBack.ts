import { uploadRules } from "../uploads/uploadRules.ts"
import { changeComposer, composerOf } from "./composer.ts"
import { type Outgoing, removeMessages } from "./outbox.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { Problem } from "./Problem.ts"

/**
 * A message whose files can't all go comes back to where it was written, ahead of what was written since: there each
 * file can be tried again or left out. Welcome lines stay with whatever is now the conversation's first message.
 */
export const giveBack = (state: ReadyState, message: Outgoing, problem: Problem | null): ReadyState => {
  const { conversationId, id, welcome } = message
  const { outbox } = removeMessages(state, [id]).panel
  const composer = composerOf(state, conversationId)
  const files = [...message.files, ...composer.files]
  const first = outbox.find((other) => other.conversationId === conversationId)
  const rest = withPanel(state, { outbox: outbox.map((other) => other === first && welcome !== null ? { ...other, welcome } : other) })
  return changeComposer(rest, conversationId, {
    text: [message.text, composer.text].filter((text) => text !== "").join("\n"),
    files,
    problem: files.length > uploadRules.maxFilesPerMessage ? { _tag: "TooManyFiles", limit: uploadRules.maxFilesPerMessage } : problem
  })
}
