import { type JSX, Show } from "solid-js"
import { Mark } from "../ui/Mark.tsx"

/** The one quiet card of sign-in, recovery and joining. */
export const AccountCard = (props: {
  readonly title: string
  readonly lead?: JSX.Element
  readonly footer?: JSX.Element
  readonly children?: JSX.Element
}) => (
  <main class="account-page" id="main">
    <div class="account-card">
      <Mark size={36} />
      <h1>{props.title}</h1>
      <Show when={props.lead}><p class="account-lead">{props.lead}</p></Show>
      {props.children}
    </div>
    <Show when={props.footer}><p class="account-footer">{props.footer}</p></Show>
  </main>
)

/** What went wrong, above a form's button. */
export const FormProblem = (props: { readonly text: string | null }) => (
  <Show when={props.text}><p class="form-problem" role="alert">{props.text}</p></Show>
)
