import { problemText } from "@cossistant/core/text/problemText"
import type { Row } from "@cossistant/core/widget/conversationView"
import { createSignal, createUniqueId, type JSX, Show } from "solid-js"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"

export interface IdentifyCardProps {
  readonly conversationId: string
  readonly row: Extract<Row, { readonly _tag: "Identify" }>
}

const isAddress = (value: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)

/** Asks for an e-mail address to reply to. What was typed stays when it wasn't taken. */
export const IdentifyCard = (props: IdentifyCardProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const hintId = createUniqueId()
  const [email, setEmail] = createSignal("")
  const [isRefused, setRefused] = createSignal(false)
  const isSending = () => props.row.status === "sending"
  const submit = (event: Event) => {
    event.preventDefault()
    const address = email().trim()
    setRefused(!isAddress(address))
    if (isAddress(address) && !isSending()) void widget.identifyByEmail(props.conversationId, address)
  }
  const hint = () => isRefused() ? text("component.identificationTool.validation")
    : props.row.problem === null ? null
    : isSending() ? problemText(text, props.row.problem, Date.now())
    : text("component.identificationTool.error")
  const done = () => <div class="co-identify" data-done="" role="status"><p>{text("component.identificationTool.success")}</p></div>
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
            disabled={isSending()}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
          <button type="submit" class="co-button" disabled={isSending()}>
            {text(isSending() ? "component.identificationTool.loading" : "component.identificationTool.cta")}
          </button>
        </div>
        <p id={hintId} role="alert" class={hint() === null ? "co-hidden" : "co-hint"}>{hint()}</p>
      </form>
    </Show>
  )
}
