import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { useNavigate } from "@solidjs/router"
import { createSignal, createUniqueId } from "solid-js"
import { newId } from "../inbox/newId.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { inboxPath } from "../inboxPage/inboxPath.ts"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Modal } from "../ui/Modal.tsx"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import type { Visitor } from "./mapPoints.ts"

/** What was begun and not sent, by site and visitor, while this page lives: whoever closes the dialog by a slip finds it again. */
const drafts = new Map<string, { readonly text: string; readonly ids: { readonly conversationId: ReturnType<typeof newConversationId>; readonly messageId: string } }>()

/** Where the first words of a conversation with somebody on the site are written; opens the conversation when they were sent. */
export const StartChat = (props: { readonly visitor: Visitor; readonly onClose: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
  const navigate = useNavigate()
  const place = `${site.id} ${props.visitor.id}`
  const draft = drafts.get(place)
  const [text, setText] = createSignal(draft?.text ?? "")
  const field = createUniqueId()
  const name = visitorName(props.visitor)
  // The same for each press: what was sent and not answered is not sent twice.
  const ids = draft?.ids ?? { conversationId: newConversationId(), messageId: newId() }
  const write = (words: string) => {
    setText(words)
    if (words.trim() === "") drafts.delete(place)
    else drafts.set(place, { text: words, ids })
  }
  const start = createAction(
    () => client.call("inbox.start", { websiteId: site.id, visitorId: props.visitor.id, ...ids, text: text().trim() }),
    () => {
      drafts.delete(place)
      navigate(inboxPath(site.slug, "open", ids.conversationId, false))
    }
  )
  const send = () => {
    if (text().trim() !== "") void start.run()
  }
  const reach = () => props.visitor.status === "online"
    ? "It appears in their chat at once."
    : props.visitor.email === null ? "They are away and left no address: it waits in their chat until they come back." : "They are away: it waits in their chat, and a letter brings it if they don't come back."
  return (
    <Modal isOpen title={`Write to ${name}`} description={reach()} onClose={props.onClose}>
      <form onSubmit={(event) => {
        event.preventDefault()
        send()
      }}>
        <div class="field">
          <label for={field}>First message</label>
          <textarea
            id={field} class="input start-chat" rows={4} required maxlength={8000} dir="auto" value={text()}
            data-focus
            onInput={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send()
            }}
          />
        </div>
        <ActionProblem of={start} />
        <div class="modal-actions">
          <Button onClick={() => {
            drafts.delete(place)
            props.onClose()
          }}>Cancel</Button>
          <Button type="submit" look="primary" disabled={text().trim() === ""} isBusy={start.isBusy()}>Start chat</Button>
        </div>
      </form>
    </Modal>
  )
}
