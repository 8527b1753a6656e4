import type { Row } from "@cossistant/core/widget/conversationView"
import { createSignal, createUniqueId, type JSX, onMount, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { ProblemText } from "./ProblemText.tsx"

export interface IdentifyCardProps {
  readonly row: Extract<Row, { readonly _tag: "Identify" }>
  readonly onEmail: (email: string) => void
}

const isAddress = (value: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)

/** Asks for an e-mail address to reply to. What was typed stays when it wasn't taken. */
export const IdentifyCard = (props: IdentifyCardProps): JSX.Element => {
  const text = useText()
  const hintId = createUniqueId()
  const [email, setEmail] = createSignal("")
  const [isRefused, setRefused] = createSignal(false)
  let hasSent = false
  const isSending = () => props.row.status === "sending"
  const submit = (event: Event) => {
    event.preventDefault()
    const address = email().trim()
    setRefused(!isAddress(address))
    if (!isAddress(address) || isSending()) return
    hasSent = true
    props.onEmail(address)
  }
  const hint = () => isRefused() ? text("component.identificationTool.validation")
    : props.row.problem === null ? null
    : isSending() ? <ProblemText problem={props.row.problem} />
    : text("component.identificationTool.error")
  // What had the keyboard is no more: it goes to the thanks, which are read there.
  const focusThanks = (thanks: HTMLElement) => onMount(() => hasSent && thanks.focus({ preventScroll: true }))
  const done = () => <div ref={focusThanks} class="co-identify" data-done="" tabIndex={-1}><p>{text("component.identificationTool.success")}</p></div>
  return (
    <Show when={props.row.status !== "done"} fallback={done()}>
      {/* The browser's own words would be in another language than the page's. */}
      <form class="co-identify" noValidate onSubmit={submit}>
        <p class="co-title">{text("component.identificationTool.title")}</p>
        <p>{text("component.identificationTool.description")}</p>
        <div class="co-field">
          <input
            type="email"
            autocomplete="email"
            value={email()}
            placeholder={text("component.identificationTool.inputPlaceholder")}
            aria-label={text("component.identificationTool.inputLabel")}
            aria-invalid={isRefused()}
            aria-describedby={hintId}
            readOnly={isSending()}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
          <button type="submit" class="co-button" aria-disabled={isSending()}>
            {text(isSending() ? "component.identificationTool.loading" : "component.identificationTool.cta")}
          </button>
        </div>
        <p id={hintId} role="alert" class="co-hint">{hint()}</p>
      </form>
    </Show>
  )
}
