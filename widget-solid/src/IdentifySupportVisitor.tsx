import type { IdentifyParams } from "@cossistant/types"
import { createEffect, createMemo, type JSX, untrack } from "solid-js"
import { useWidget } from "./WidgetContext.ts"

/**
 * `externalId` is the person's id in your own system, preferred over the e-mail. `metadata` is flat; dates are sent as
 * ISO text. `identityToken`, signed by your server, proves the person and opens their history on every device.
 */
export interface IdentifySupportVisitorProps extends IdentifyParams {}

/** Says who is signed in. Renders nothing; says each identity once, and nothing without an `externalId` or `email`. */
export const IdentifySupportVisitor = (props: IdentifySupportVisitorProps): JSX.Element => {
  const widget = useWidget()
  // Compared by content, as hosts pass new objects with every change; a token function counts by its presence.
  const content = createMemo(() => {
    const { email, externalId, identityToken, image, metadata, name } = props
    const token = typeof identityToken === "function" || identityToken
    return JSON.stringify([externalId, email, name ?? null, image ?? null, metadata ?? null, token ?? null])
  })
  createEffect(() => {
    content()
    // Copied: metadata may be part of a host's store, which changes in place.
    const person = untrack(() => ({ ...props, metadata: props.metadata && { ...props.metadata } }))
    if (person.externalId?.trim() || person.email?.trim()) void widget.identify(person)
  })
  return null
}
