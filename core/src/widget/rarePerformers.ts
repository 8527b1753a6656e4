import type { Client } from "../client/Client.ts"
import { type Asking, refusalOf } from "./asking.ts"
import type { Credentials } from "./credential.ts"
import type { Contract } from "./nouns.ts"
import { watchPage } from "./developer.ts"
import type { DeveloperPlatform } from "./DeveloperPlatform.ts"
import type { Performers } from "./performPanel.ts"
import { problemOf } from "./problemOf.ts"
import type { PanelPlatform } from "./PanelPlatform.ts"
import type { Tickets } from "./rareActions.ts"
import type { AnyEvent } from "./panelEvents.ts"
import type { Uploads } from "./uploads.ts"
import type { LauncherPlatform } from "./WidgetPlatform.ts"

const nothing = () => null

/** Does what few conversations want done: files, identities, ratings, feedback, and lines for the page's developer. */
export const rarePerformers = (
  { asking: { tell, tellVisitor }, client, credentials, platform, send, tickets: { answer, tokenOf }, uploads }: {
    readonly asking: Asking
    readonly client: Client<Contract>
    readonly credentials: Credentials
    readonly platform: LauncherPlatform & DeveloperPlatform & Pick<PanelPlatform, "isDevelopment">
    readonly send: (event: AnyEvent) => void
    readonly tickets: Tickets
    readonly uploads: Uploads
  }
): Performers => {
  let unwatch: (() => void) | undefined
  /** Tells whoever asked what kept it from being done; null when it was. */
  const reply = (ticket: number, asked: Promise<unknown>) => void asked.then(
    () => answer(ticket, null), (cause: unknown) => answer(ticket, problemOf(refusalOf(cause), platform.now()))
  )
  const identify = async (ticket: number, payload: object) => {
    const token = await tokenOf(ticket)
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
    // Whatever the server says, this browser is this visitor no more.
    Logout: () => tell(client.call("visitors.logout"), () => ({ _tag: "LoggedOut" }), () => ({ _tag: "LoggedOut" })),
    Remember: ({ accepted, person }) => {
      const held = credentials.get()
      if (held) credentials.set({ ...held, accepted, person })
    },
    Upload: ({ conversationId, key }) => tellVisitor(
      uploads.upload(conversationId, key, (progress) => send({ _tag: "FileProgressed", conversationId, key, progress })),
      (file) => file && { _tag: "FileUploaded", conversationId, key, file },
      (error) => ({ _tag: "FileFailed", conversationId, key, error })
    ),
    DropFile: ({ file }) => uploads.drop(file),
    Warn: ({ message }) => platform.warn(message),
    Watch: ({ apiUrl }) => {
      unwatch?.()
      unwatch = apiUrl !== null && platform.isDevelopment() ? watchPage(platform, apiUrl) : undefined
    },
    Answer: ({ ticket, value }) => answer(ticket, value),
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
