import { useNavigate } from "@solidjs/router"
import UserX from "lucide-solid/icons/user-x"
import { createSignal, Show } from "solid-js"
import { visitorName } from "../inbox/visitorName.ts"
import type { VisitorName } from "../inbox/nouns.ts"
import { inboxPath } from "../inboxPage/inboxPath.ts"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { Modal } from "../ui/Modal.tsx"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"

const word = "erase"
const counted = (n: number, one: string) => `${n} ${one}${n === 1 ? "" : "s"}`

/** The end of all that is known of somebody: for owners and admins, said plainly what is lost, and confirmed by a typed word. */
export const EraseVisitor = (props: { readonly visitor: VisitorName }) => {
  const { organization, site } = useSite()
  const { client } = useServer()
  const navigate = useNavigate()
  const [isOpen, setOpen] = createSignal(false)
  const [typed, setTyped] = createSignal("")
  const erase = createAction(() => client.call("visitors.erase", { websiteId: site.id, visitorId: props.visitor.id }), ({ conversations, visitors }) => {
    setOpen(false)
    tell(`Erased: ${counted(conversations, "conversation")} on ${counted(visitors, "device")}`)
    navigate(inboxPath(site.slug, "open", null, false))
  })
  const keep = () => {
    if (erase.isBusy()) return
    setOpen(false)
    erase.forget()
  }
  return (
    <Show when={organization.role !== "member"}>
      <Button look="quiet" onClick={() => {
        setTyped("")
        setOpen(true)
      }}><UserX />Erase this person…</Button>
      <Modal
        isOpen={isOpen()} title={`Erase ${visitorName(props.visitor)}?`} onClose={keep}
        description="The contact, all its devices, conversations, files, ratings and letters are removed from this site for good. This can't be undone."
      >
        <form onSubmit={(event) => {
          event.preventDefault()
          void erase.run()
        }}>
          <Field label={`Type ${word} to confirm`} required autocomplete="off" data-focus value={typed()} onText={setTyped} />
          <ActionProblem of={erase} />
          <div class="modal-actions">
            <Button onClick={keep}>Keep</Button>
            <Button type="submit" look="danger" disabled={typed().trim().toLowerCase() !== word} isBusy={erase.isBusy()}>Erase for good</Button>
          </div>
        </form>
      </Modal>
    </Show>
  )
}
