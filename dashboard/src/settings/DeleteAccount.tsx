import { createSignal } from "solid-js"
import { FormProblem } from "../account/AccountCard.tsx"
import { createForm } from "../account/createForm.ts"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { Modal } from "../ui/Modal.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"

/** The end of one's own account: said plainly what goes and what stays, and confirmed by the password. */
export const DeleteAccount = () => {
  const { auth } = useServer()
  const [isOpen, setOpen] = createSignal(false)
  const [password, setPassword] = createSignal("")
  const form = createForm(() => auth.deleteAccount(password()), () => location.assign("/login"))
  const close = () => {
    if (form.isBusy()) return
    setOpen(false)
    setPassword("")
    form.clear()
  }
  const isWrong = () => form.refusal()?.code === "INVALID_PASSWORD"
  return (
    <Card title="Delete your account" isDanger lead="You leave every team and are signed out everywhere." action={<Button look="danger" onClick={() => setOpen(true)}>Delete…</Button>}>
      <Modal isOpen={isOpen()} title="Delete your account?" description="You leave every team. What you wrote stays, with your name beside it. This can't be undone." onClose={close}>
        <form onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}>
          <Field label="Your password" type="password" autocomplete="current-password" required data-focus value={password()} onText={setPassword} error={isWrong() ? form.problem() : null} />
          <FormProblem text={isWrong() ? null : form.problem()} />
          <div class="modal-actions">
            <Button onClick={close}>Keep it</Button>
            <Button type="submit" look="danger" disabled={password() === ""} isBusy={form.isBusy()}>Delete for good</Button>
          </div>
        </form>
      </Modal>
    </Card>
  )
}
