import type { Row } from "@cossistant/core/widget/conversationView"
import { type FormEvent, type ReactElement, useCallback, useId, useRef, useState } from "react"
import { useText } from "../TextContext.ts"
import { ProblemText } from "./ProblemText.tsx"

export interface IdentifyCardProps {
  readonly row: Extract<Row, { readonly _tag: "Identify" }>
  readonly onEmail: (email: string) => void
}

const isAddress = (value: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)

/** Asks for an e-mail address to reply to. What was typed stays when it wasn't taken. */
export const IdentifyCard = ({ onEmail, row }: IdentifyCardProps): ReactElement => {
  const text = useText()
  const hintId = useId()
  const [email, setEmail] = useState("")
  const [isRefused, setRefused] = useState(false)
  const hasSent = useRef(false)
  // What had the keyboard is no more: it goes to the thanks, which are read there.
  const thanked = useCallback((thanks: HTMLDivElement | null) => {
    if (hasSent.current) thanks?.focus({ preventScroll: true })
  }, [])
  if (row.status === "done") return <div ref={thanked} className="co-identify" data-done="" tabIndex={-1}><p>{text("component.identificationTool.success")}</p></div>
  const isSending = row.status === "sending"
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const address = email.trim()
    setRefused(!isAddress(address))
    if (!isAddress(address) || isSending) return
    hasSent.current = true
    onEmail(address)
  }
  const hint = isRefused ? text("component.identificationTool.validation")
    : row.problem === null ? null
    : isSending ? <ProblemText problem={row.problem} />
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
          readOnly={isSending}
          onChange={(event) => setEmail(event.target.value)}
        />
        <button type="submit" className="co-button" aria-disabled={isSending}>
          {text(isSending ? "component.identificationTool.loading" : "component.identificationTool.cta")}
        </button>
      </div>
      <p id={hintId} role="alert" className="co-hint">{hint}</p>
    </form>
  )
}
