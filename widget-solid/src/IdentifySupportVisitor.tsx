import type { Metadata } from "@cossistant/core/widget/nouns"
import { createEffect, createMemo, type JSX, untrack } from "solid-js"
import { useWidget } from "./WidgetContext.ts"

export interface IdentifySupportVisitorProps {
  /** The person's id in your own system; preferred over the e-mail. */
  readonly externalId?: string | undefined
  readonly email?: string | undefined
  readonly name?: string | null | undefined
  /** Address of a picture. */
  readonly image?: string | null | undefined
  /** Facts about the person, flat; dates are sent as ISO text. */
  readonly metadata?: Metadata | null | undefined
  /** A token signed by your server, or how to fetch one. It proves the person and opens their history on every device. */
  readonly identityToken?: string | (() => Promise<string>) | undefined
}

/** Says who is signed in. Renders nothing; says each identity once, and nothing without an `externalId` or `email`. */
export const IdentifySupportVisitor = (props: IdentifySupportVisitorProps): JSX.Element => {
  const widget = useWidget()
  // Compared by content; a token function counts by its presence.
  const content = createMemo(() =>
    JSON.stringify([props.externalId, props.email, props.name, props.image, props.metadata, props.identityToken]))
  createEffect(() => {
    content()
    const { email, externalId, identityToken, image, metadata, name } = untrack(() => ({ ...props }))
    if (!externalId && !email) return
    void widget.identify({ externalId, email, name: name ?? undefined, image: image ?? undefined, metadata: metadata ?? undefined, identityToken })
  })
  return null
}
