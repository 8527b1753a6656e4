import { isPassing } from "../client/isPassing.ts"
import { digestOf } from "./digest.ts"
import type { Refusal } from "./events.ts"
import { failed } from "./failed.ts"
import { type Asked, type AskedIdentify, changeIdentity as change, type Identity, type IdentifyPayload, needVisitor, waitFor } from "./identity.ts"
import type { Visitor } from "./nouns.ts"
import type { ReadyState } from "./PanelState.ts"
import type { PanelCommand, PanelHandlers, PanelStep } from "./panelEvents.ts"
import { withoutVisitor, withVisitor } from "./visitor.ts"

/** The key of a person: an external id wins over an address. */
const personOf = ({ email, externalId }: IdentifyPayload): string =>
  externalId !== undefined ? `id:${externalId}` : `mail:${email?.toLowerCase() ?? ""}`

const isOther = ({ payload }: AskedIdentify, { person }: Identity, visitor: Visitor | null): boolean => {
  const known = visitor?.contact
  if (payload.externalId !== undefined && known?.externalId) return known.externalId !== payload.externalId
  if (payload.email !== undefined && known?.email?.toLowerCase() === payload.email.toLowerCase()) return false
  return person !== null && person !== personOf(payload)
}

/**
 * Nobody is kept waiting while the page can't work. Where another server may yet answer, what was asked is done then;
 * where the developer has to change something first, it is dropped.
 */
const settle = (state: ReadyState): PanelStep => {
  const { type } = state.configurationError ?? {}
  if (type === undefined) return [state, []]
  const { queue } = state.panel.identity
  const isStillAsked = type === "unreachable_api"
  return [isStillAsked ? state : change(state, { queue: [] }), queue.map(({ ticket }) => ({ _tag: "Answer", ticket, value: null, isStillAsked }))]
}

/** Works on the first thing asked, as far as it can be. What the server accepted before isn't sent again. */
const advance = (state: ReadyState): PanelStep => {
  const { identity } = state.panel
  const [asked] = identity.queue
  if (state.configurationError) return settle(state)
  if (!asked || identity.isBusy || state.website.status !== "ready" || !state.isRunning) return [state, []]
  const visitor = state.website.value?.visitor ?? null
  const busy = change(state, { isBusy: true })
  switch (asked._tag) {
    case "SetMetadata":
      if (!visitor?.contact) return refuse(state, { _tag: "NotIdentified" })
      return [busy, [{ _tag: "SetMetadata", payload: { metadata: asked.metadata } }]]
    case "Identify": {
      if (identity.status === "none") return needVisitor(state)
      if (identity.status === "starting") return [state, []]
      if (isOther(asked, identity, visitor)) {
        const [after, commands] = needVisitor(withoutVisitor(state))
        return [after, [{ _tag: "ForgetVisitor" }, ...commands]]
      }
      const contact = visitor?.contact
      const isKnown = contact && identity.accepted === digestOf(asked.payload) && (contact.isVerified || !asked.isSigned)
      return isKnown
        ? finish(state, { contactId: contact.id, visitorId: visitor.id })
        : [busy, [{ _tag: "Identify", payload: asked.payload, ticket: asked.ticket }]]
    }
  }
}

/** Answers whoever asked for the first thing, and goes on to the next. */
const finish = (state: ReadyState, value: unknown, ...commands: ReadonlyArray<PanelCommand>): PanelStep => {
  const [first, ...queue] = state.panel.identity.queue
  const [after, more] = advance(change(state, { queue, isBusy: false, attempts: 0 }))
  return [after, [...commands, ...(first ? [{ _tag: "Answer", ticket: first.ticket, value } as const] : []), ...more]]
}

const refuse = (state: ReadyState, error: Refusal): PanelStep => {
  const [asked] = state.panel.identity.queue
  const message = asked && lineFor(asked, error)
  return finish(
    state, null,
    failed(asked?._tag === "SetMetadata" ? "metadata" : "identify", error),
    ...(message ? [{ _tag: "Warn", message } as const] : [])
  )
}

/** How the facts of a person have to be. */
const rules: Readonly<Record<string, string>> = {
  externalId: "1 to 255 characters",
  email: "an address such as ada@example.com, of at most 254 characters",
  name: "at most 200 characters",
  image: "an address of at most 2,000 characters"
}

/** For the developer of the page, in English; null where it isn't theirs, as what a visitor writes on a card. */
const lineFor = (asked: Asked, error: Refusal): string | null => {
  if (error._tag === "IdentityRefused") return sentence[error.reason]
  if (error._tag !== "BadRequest" || (asked._tag === "Identify" && asked.conversationId !== undefined)) return null
  const issue = error.issue.replace(/\s+/g, " ")
  const [, field = ""] = /at \["(\w+)"/.exec(issue) ?? []
  const what = asked._tag === "Identify" ? "identify() wasn't done" : "Metadata weren't set"
  return `${what}: ${rules[field] === undefined ? issue : `${field} has to be ${rules[field]}`}.`
}

/** For the developer of the page, in English: why an identity was not taken, and what to do. */
const sentence: Record<Extract<Refusal, { readonly _tag: "IdentityRefused" }>["reason"], string> = {
  token_required: "This website wants signed identities: pass identityToken, made on your server by signIdentity().",
  token_malformed: "identityToken is not a token made by signIdentity().",
  token_expired: "identityToken has expired: make a new one for each page, or pass a function that fetches one.",
  token_too_long: "identityToken is valid for too long: 24 hours at most.",
  wrong_audience: "identityToken was made for another website: check its id.",
  wrong_signature: "identityToken was signed with another secret: check the identity secret in Settings → Developers.",
  logged_out_since: "identityToken is older than this person's last log-out: make a new one.",
  contact_is_known: "This person is known already: only a signed identityToken can prove it is them.",
  contacts_full: "The website's plan has no room for another contact: see Settings → Plan. The visitor can go on writing."
}

/** Goes on as soon as it may be; a visitor who is being made comes first. */
const goOn = (state: ReadyState): PanelStep => state.panel.identity.status === "starting" ? [state, []] : advance(state)

/** What the host page says and proves of the person, in the order it was said. */
export const askedHandlers: PanelHandlers = {
  IdentityAsked: (state, { asked }) => advance(change(state, { queue: [...state.panel.identity.queue, asked] })),
  IdentityDue: goOn,
  Started: goOn,
  WebsiteLoaded: advance,
  WebsiteFailed: settle,
  Refused: settle,
  VisitorStarted: advance,
  VisitorFailed: (state, { error }) =>
    isPassing(error) || state.panel.identity.queue.length === 0 ? [state, []] : refuse(state, error),
  Identified: (state, { visitor }) => {
    const [asked] = state.panel.identity.queue
    if (asked?._tag !== "Identify") return [withVisitor(state, visitor), []]
    const person = personOf(asked.payload)
    const accepted = digestOf(asked.payload)
    return finish(
      withVisitor(change(state, { person, accepted }), visitor),
      visitor.contact && { contactId: visitor.contact.id, visitorId: visitor.id },
      { _tag: "Remember", person, accepted }
    )
  },
  MetadataSet: (state, { contact }) => {
    const visitor = state.website.value?.visitor
    return finish(visitor ? withVisitor(state, { ...visitor, contact }) : state, contact)
  },
  IdentityFailed: (state, { error }) =>
    error._tag === "UnknownVisitor" ? [change(state, { isBusy: false }), []]
      : isPassing(error) ? waitFor(state, error, { isBusy: false })
      : refuse(state, error)
}
