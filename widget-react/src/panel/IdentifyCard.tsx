import { problemText } from "@cossistant/core/text/problemText"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type FormEvent, type ReactElement, useId, useState } from "react"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"

export interface IdentifyCardProps {
  readonly conversationId: string
  readonly row: Extract<Row, { readonly _tag: "Identify" }>
}

const isAddress = (value: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)

/** Asks for an e-mail address to reply to. What was typed stays when it wasn't taken. */
export const IdentifyCard = ({ conversationId, row }: IdentifyCardProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const hintId = useId()
  const [email, setEmail] = useState("")
  const [isRefused, setRefused] = useState(false)
  if (row.status === "done") return <div className="co-identify" data-done="" role="status"><p>{text("component.identificationTool.success")}</p></div>
  const isSending = row.status === "sending"
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const address = email.trim()
    setRefused(!isAddress(address))
    if (isAddress(address) && !isSending) void widget.identifyByEmail(conversationId, address)
  }
  const hint = isRefused ? text("component.identificationTool.validation")
    : row.problem === null ? null
    : isSending ? problemText(text, row.problem, Date.now())
    : text("component.identificationTool.error")
  return (
    // The browser's own words would be in another language than the page's.
    <form className="co-identify" noValidate onSubmit={submit}>
      <p className="co-title">{text("component.identificationTool.title")}</p>
      <p>{text("component.identificationTool.description")}</p>
      <div className="co-field">
        <input
          type="email"
          autoComplete="email"
          value={email}
          placeholder={text("component.identificationTool.inputPlaceholder")}
          aria-label={text("component.identificationTool.inputLabel")}
          aria-invalid={isRefused}
          aria-describedby={hintId}
          disabled={isSending}
          onChange={(event) => setEmail(event.target.value)}
        />
        <button type="submit" className="co-button" disabled={isSending}>
          {text(isSending ? "component.identificationTool.loading" : "component.identificationTool.cta")}
        </button>
      </div>
      <p id={hintId} role="alert" className={hint === null ? "co-hidden" : "co-hint"}>{hint}</p>
    </form>
  )
}
