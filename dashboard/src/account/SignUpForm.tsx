import { createSignal } from "solid-js"
import { Button } from "../ui/Button.tsx"
import { createEdit, createEdits } from "../ui/createEdit.ts"
import { Field } from "../ui/Field.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { FormProblem } from "./AccountCard.tsx"
import { passwordProblem, type SignUp } from "./auth.ts"
import { createForm } from "./createForm.ts"

/** Makes an account; `proof` is what allows it, `lockedEmail` the only address it may have. */
export const SignUpForm = (props: {
  readonly proof: Pick<SignUp, "owner" | "invitation">
  readonly lockedEmail?: string
  readonly submitLabel: string
  readonly onDone: () => void | Promise<void>
}) => {
  const { auth } = useServer()
  const name = createEdit(() => "", (text) => text.trim() === "" ? "Type the name that visitors should see." : null)
  const [email, setEmail] = createSignal("")
  const password = createEdit(() => "", passwordProblem)
  const form = createForm(
    () => auth.signUp({ name: name.value().trim(), email: props.lockedEmail ?? email().trim(), password: password.value(), ...props.proof }),
    () => props.onDone()
  )
  return (
    <form onSubmit={createEdits(name, password).onSubmit(() => void form.submit())}>
      <Field label="Your name" autocomplete="name" required autofocus maxLength={120} {...name.field} hint="Visitors see it beside your replies." />
      <Field
        label="E-mail" type="email" autocomplete="username" required
        value={props.lockedEmail ?? email()} readOnly={props.lockedEmail !== undefined} onText={setEmail}
      />
      <Field label="Password" type="password" autocomplete="new-password" required maxLength={128} {...password.field} hint="At least 8 characters." />
      <FormProblem text={form.problem()} />
      <Button type="submit" look="primary" isBusy={form.isBusy()}>{props.submitLabel}</Button>
    </form>
  )
}
