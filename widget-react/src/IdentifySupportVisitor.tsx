import type { IdentifyParams } from "@cossistant/types"
import { useEffect, useRef } from "react"
import { useWidget } from "./WidgetContext.ts"

/**
 * `externalId` is the person's id in your own system, preferred over the e-mail. `metadata` is flat; dates are sent as
 * ISO text. `identityToken`, signed by your server, proves the person and opens their history on every device.
 */
export interface IdentifySupportVisitorProps extends IdentifyParams {}

/** Says who is signed in. Renders nothing; says each identity once, and nothing without an `externalId` or `email`. */
export const IdentifySupportVisitor = (props: IdentifySupportVisitorProps): null => {
  const widget = useWidget()
  const latest = useRef(props)
  const { email, externalId, identityToken, image, metadata, name } = props
  // Compared by content, as hosts pass new objects with every render; a token function counts by its presence.
  const token = typeof identityToken === "function" || identityToken
  const content = JSON.stringify([externalId, email, name ?? null, image ?? null, metadata ?? null, token ?? null])
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    const { email, externalId } = latest.current
    if (externalId?.trim() || email?.trim()) void widget.identify(latest.current)
  }, [widget, content])
  return null
}
