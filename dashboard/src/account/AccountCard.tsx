import { createSignal, type JSX, Show } from "solid-js"
import { createArrival } from "../ui/createArrival.ts"
import { Mark } from "../ui/Mark.tsx"

/** The one quiet card of sign-in, recovery, joining and setting up. */
export const AccountCard = (props: {
  readonly title: string
  readonly lead?: JSX.Element
  /** Which step of several it is. */
  readonly progress?: string
  readonly footer?: JSX.Element
  readonly children?: JSX.Element
}) => {
  const [page, setPage] = createSignal<HTMLElement>()
  createArrival(() => props.title, page)
  return (
    <main class="account-page" id="main" ref={setPage}>
      <div class="account-card">
        <Mark size={36} />
        <Show when={props.progress}><p class="onboarding-progress">{props.progress}</p></Show>
        <h1>{props.title}</h1>
        <Show when={props.lead}><p class="account-lead">{props.lead}</p></Show>
        {props.children}
      </div>
      <Show when={props.footer}><p class="account-footer">{props.footer}</p></Show>
    </main>
  )
}

/** What went wrong, above a form's button. */
export const FormProblem = (props: { readonly text: string | null }) => (
  <Show when={props.text}><p class="form-problem" role="alert">{props.text}</p></Show>
)
