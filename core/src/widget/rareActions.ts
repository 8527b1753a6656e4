import type { PanelActions, RareAction } from "./actions.ts"
import { identifyPayload, metadataPayload } from "./identifyParams.ts"
import type { Asked } from "./identity.ts"
import type { AnyEvent } from "./panelEvents.ts"
import type { Problem } from "./Problem.ts"

/** Things asked that will be answered by an event, and the identity tokens that came with them. */
export const makeTickets = () => {
  const answers = new Map<number, (value: never) => void>()
  const tokens = new Map<number, () => string | Promise<string>>()
  let last = 0
  return {
    take: <A>(token?: () => string | Promise<string>) => {
      const ticket = ++last
      if (token) tokens.set(ticket, token)
      return { ticket, answer: new Promise<A>((resolve) => answers.set(ticket, resolve)) }
    },
    /** The identity token that came with this ticket, fetched now if it must be. */
    tokenOf: async (ticket: number) => tokens.get(ticket)?.(),
    /** Tells whoever asked with this ticket. What is still to be done keeps its token. */
    answer: (ticket: number, value: unknown, isStillAsked = false) => {
      answers.get(ticket)?.(value as never) // whoever took the ticket knows what it asked
      answers.delete(ticket)
      if (!isStillAsked) tokens.delete(ticket)
    }
  }
}

export type Tickets = ReturnType<typeof makeTickets>

export interface Leaving {
  /** Ends the visitor of `secret`, who is nobody here any more; without one, only tells the server of those who left before. */
  logout(secret?: string | null): Promise<void>
}

/** Identities, ratings and feedback: what is asked and will be answered. */
export const makeRareActions = (send: (event: AnyEvent) => void, tickets: Tickets): Pick<PanelActions, Exclude<RareAction, "logout">> & Leaving => {
  const ask = <A>(asked: (ticket: number) => Asked, token?: () => string | Promise<string>): Promise<A> => {
    const { answer, ticket } = tickets.take<A>(token)
    send({ _tag: "IdentityAsked", asked: asked(ticket) })
    return answer
  }
  return {
    identify: async (params) => {
      const payload = identifyPayload(params)
      if (!payload) return null
      const { identityToken } = params
      const token = typeof identityToken === "function" ? identityToken : identityToken ? () => identityToken : undefined
      return ask((ticket) => ({ _tag: "Identify", ticket, payload, isSigned: token !== undefined }), token)
    },
    identifyByEmail: async (conversationId, email) => {
      const payload = identifyPayload({ email })
      return payload && ask((ticket) => ({ _tag: "Identify", ticket, payload, isSigned: false, conversationId }))
    },
    rate: (conversationId, value, comment = "") => {
      const { answer, ticket } = tickets.take<Problem | null>()
      send({ _tag: "RateAsked", ticket, conversationId, value, comment: comment.trim() })
      return answer
    },
    submitFeedback: ({ comment, conversationId, rating, source = "widget", topic, trigger }) => {
      const { answer, ticket } = tickets.take<Problem | null>()
      const said = { topic: topic?.trim(), comment: comment?.trim(), trigger, conversationId }
      const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value))
      send({ _tag: "FeedbackAsked", ticket, payload: { rating, source, ...given } })
      return answer
    },
    setMetadata: (metadata) => ask((ticket) => ({ _tag: "SetMetadata", ticket, metadata: metadataPayload(metadata) })),
    logout: async (secret) => {
      if (secret === undefined) return send({ _tag: "LogoutDue" })
      const { answer, ticket } = tickets.take<void>()
      send({ _tag: "LogoutAsked", ticket, secret })
      return answer
    }
  }
}
