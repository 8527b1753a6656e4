import { createSignal } from "solid-js"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { Modal } from "../ui/Modal.tsx"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import type { Website } from "./General.tsx"

/** The end of a site: said plainly what is lost, and confirmed by typing its name. */
export const DeleteSite = (props: { readonly website: Website }) => {
  const { client } = useServer()
  const [isOpen, setOpen] = createSignal(false)
  const [typed, setTyped] = createSignal("")
  const remove = createAction(
    () => client.call("websites.delete", { websiteId: props.website.id, confirmName: typed() }),
    () => location.assign("/select")
  )
  const close = () => {
    if (remove.isBusy()) return
    setOpen(false)
    setTyped("")
    remove.forget()
  }
  return (
    <Card title="Delete this site" isDanger lead="Its conversations, visitors, keys and files are lost for good." action={<Button look="danger" onClick={() => setOpen(true)}>Delete…</Button>}>
      <Modal isOpen={isOpen()} title={`Delete ${props.website.name}?`} description="All conversations, visitors, keys and files of this site are deleted. This can't be undone." onClose={close}>
        <form onSubmit={(event) => {
          event.preventDefault()
          void remove.run()
        }}>
          <Field label={`Type ${props.website.name} to confirm`} required data-focus autocomplete="off" value={typed()} onText={setTyped} />
          <ActionProblem of={remove} />
          <div class="modal-actions">
            <Button onClick={close}>Keep it</Button>
            <Button type="submit" look="danger" disabled={typed() !== props.website.name} isBusy={remove.isBusy()}>Delete for good</Button>
          </div>
        </form>
      </Modal>
    </Card>
  )
}
