import type { Client } from "../client/Client.ts"
import { type Asking, refusalOf } from "./asking.ts"
import type { Credentials } from "./credential.ts"
import type { Contract } from "./nouns.ts"
import type { DeveloperPlatform } from "./DeveloperPlatform.ts"
import type { Performers } from "./performPanel.ts"
import { rareProblemOf } from "./rareProblemOf.ts"
import type { Tickets } from "./rareActions.ts"
import type { AnyEvent } from "./panelEvents.ts"
import type { Uploads } from "./uploads.ts"
import type { LauncherPlatform } from "./WidgetPlatform.ts"

const nothing = () => null

/** Does what few conversations want done: files, identities, ratings, feedback, and lines for the page's developer. */
export const rarePerformers = (
  { asking: { tell, tellVisitor }, client, credentials, platform, send, tellLeft, tickets: { answer, tokenOf }, uploads }: {
    readonly asking: Asking
    readonly client: Client<Contract>
    readonly credentials: Credentials
    readonly platform: LauncherPlatform & Pick<DeveloperPlatform, "warn">
    readonly send: (event: AnyEvent) => void
    readonly tellLeft: (secret: string | null) => Promise<boolean>
    readonly tickets: Tickets
    readonly uploads: Uploads
  }
): Performers => {
  /** Tells whoever asked what kept it from being done; null when it was. */
  const reply = (ticket: number, asked: Promise<unknown>) => void asked.then(
    () => answer(ticket, null), (cause: unknown) => answer(ticket, rareProblemOf(refusalOf(cause), platform.now()))
  )
  const identify = async (ticket: number, payload: object) => {
    const asVisitor = credentials.get()
    const token = await tokenOf(ticket)
    if (credentials.get()?.visitorId !== asVisitor?.visitorId) throw new Error("someone else is here now")
    return client.call("visitors.identify", { ...payload, ...(token && { identityToken: token }) })
  }
  return {
    Identify: ({ payload, ticket }) => tellVisitor(
      identify(ticket, payload), (visitor) => ({ _tag: "Identified", visitor }), (error) => ({ _tag: "IdentityFailed", error })
    ),
    SetMetadata: ({ payload }) => tellVisitor(
      client.call("visitors.setMetadata", payload),
      (contact) => ({ _tag: "MetadataSet", contact }),
      (error) => ({ _tag: "IdentityFailed", error })
    ),
    Logout: async ({ secret, ticket }) => {
      const isTold = await tellLeft(secret)
      if (ticket !== null) answer(ticket, undefined)
      if (!isTold) send({ _tag: "LogoutLost" })
    },
    Remember: ({ accepted, person }) => {
      const held = credentials.get()
      if (held) credentials.set({ ...held, accepted, person })
    },
    Upload: ({ conversationId, key }) => !uploads.has(key) ? send({ _tag: "FileFailed", conversationId, key, error: { _tag: "FileNotReady", key } }) : tellVisitor(
      uploads.upload(conversationId, key, (progress) => send({ _tag: "FileProgressed", conversationId, key, progress })),
      (file) => file && { _tag: "FileUploaded", conversationId, key, file },
      (error) => ({ _tag: "FileFailed", conversationId, key, error })
    ),
    DropFile: ({ file }) => uploads.drop(file),
    Warn: ({ message }) => platform.warn(message),
    Answer: ({ isStillAsked, ticket, value }) => answer(ticket, value, isStillAsked),
    Rate: ({ comment, conversationId, ticket, value }) => {
      const rated = client.call("conversations.rate", { conversationId, value, ...(comment && { comment }) })
      reply(ticket, rated)
      tellVisitor(
        rated,
        (conversation) => ({ _tag: "Rated", conversationId, conversation }),
        (error) => ({ _tag: "RateFailed", conversationId, error })
      )
    },
    SubmitFeedback: ({ payload, ticket }) => {
      const submitted = client.call("feedback.submit", payload)
      reply(ticket, submitted)
      tell(submitted, nothing, nothing)
    }
  }
}
