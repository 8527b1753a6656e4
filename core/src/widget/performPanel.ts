import type { Client } from "../client/Client.ts"
import { RpcFailure } from "../client/RpcFailure.ts"
import { newConversationId } from "../conversations/newConversationId.ts"
import type { Credentials } from "./credential.ts"
import type { AnyEvent, PanelCommand } from "./panelEvents.ts"
import type { Refusal } from "./events.ts"
import type { Contract } from "./nouns.ts"
import { LANDING } from "./landing.ts"
import type { ReadyState } from "./PanelState.ts"
import { problemOf } from "./problemOf.ts"
import type { Store } from "./store.ts"
import type { Uploads } from "./uploads.ts"
import type { LauncherPlatform } from "./WidgetPlatform.ts"
import type { PanelPlatform } from "./PanelPlatform.ts"

export interface PerformerTools {
  readonly client: Client<Contract>
  readonly credentials: Credentials
  readonly platform: LauncherPlatform & PanelPlatform
  readonly uploads: Uploads
  readonly local: Store
  /** Names what the tabs of a browser share. */
  readonly scope: string
  readonly get: () => ReadyState
  readonly send: (event: AnyEvent) => void
  /** Tells whoever asked with this ticket. */
  readonly answer: (ticket: number, value: unknown) => void
  /** The identity token that came with this ticket, fetched now if it must be. */
  readonly identityToken: (ticket: number) => Promise<string | undefined>
}

type Performers = { readonly [T in PanelCommand["_tag"]]?: (command: Extract<PanelCommand, { readonly _tag: T }>) => void }

const refusalOf = (cause: unknown): Refusal =>
  // The client rejects with nothing else; anything else is a mistake of ours and reads as one.
  cause instanceof RpcFailure ? cause.error as Refusal : { _tag: "Defect", defect: String(cause) }

/** Does what the panel wants done, and tells it what came of it. */
export const performers = (
  { answer, client, credentials, get, identityToken, local, platform, scope, send, uploads }: PerformerTools
): Performers => {
  let unsubscribe = () => {}
  let profileTold = ""

  /** Refusals that mean the same wherever they come from. `visitorId` is who asked. */
  const heed = (error: Refusal, visitorId: string | null) => {
    if (error._tag === "UnknownVisitor" && visitorId) {
      send({ _tag: "VisitorEnded", visitorId, freshId: newConversationId(platform.randomBytes) })
    } else send({ _tag: "Refused", error })
  }
  const visitorNow = () => credentials.get()?.visitorId ?? null
  /** Waits for an answer, and turns either outcome into an event. */
  const tell = <A>(
    asked: Promise<A>,
    onAnswer: (answer: A) => AnyEvent | null,
    onRefusal: (error: Refusal) => AnyEvent | null,
    isOwed = () => true
  ) => {
    const visitorId = visitorNow()
    const say = (event: AnyEvent | null) => event && send(event)
    asked.then((value) => isOwed() && say(onAnswer(value)), (cause: unknown) => {
      if (!isOwed()) return
      const error = refusalOf(cause)
      say(onRefusal(error))
      heed(error, visitorId)
    })
  }
  /** The same for what was asked as this visitor: nobody else may hear the answer, which may come late. */
  const tellVisitor: typeof tell = (asked, onAnswer, onRefusal) => {
    const visitorId = visitorNow()
    tell(asked, onAnswer, onRefusal, () => visitorNow() === visitorId)
  }
  const nothing = () => null
  /** Tells whoever asked what kept it from being done; null when it was. */
  const reply = (ticket: number, asked: Promise<unknown>) => void asked.then(
    () => answer(ticket, null), (cause: unknown) => answer(ticket, problemOf(refusalOf(cause), platform.now()))
  )

  const profileNow = () => {
    const { settings, website } = get()
    const tracking = settings.tracking !== false
    return platform.profile({
      tracking,
      landing: tracking ? local.read(LANDING) : null,
      fingerprintFor: website.value?.fingerprinting ? website.value.id : null
    })
  }
  const startVisitor = async () => {
    const found = credentials.get() ?? credentials.refresh()
    if (found) return send({ _tag: "VisitorReplaced", credential: found })
    const profile = profileNow()
    const { secret, visitor } = await client.call("visitors.start", { profile })
    profileTold = JSON.stringify(profile)
    credentials.set({ visitorId: visitor.id, secret, person: null, accepted: null })
    send({ _tag: "VisitorStarted", visitor })
  }
  const identify = async (ticket: number, payload: object) => {
    const token = await identityToken(ticket)
    return client.call("visitors.identify", { ...payload, ...(token && { identityToken: token }) })
  }
  const subscribe = () => {
    unsubscribe()
    const visitorId = visitorNow()
    const payload = () => ({ token: get().panel.token })
    unsubscribe = client.stream("sync.subscribe", {
      payload,
      poll: async () => (await client.call("sync.pull", payload())).events,
      onValue: (event) => send({ _tag: "News", event }),
      onEnd: (error) => {
        send({ _tag: "NewsEnded" })
        heed(error, visitorId)
      }
    })
  }
  return {
    StartVisitor: () => tell(
      platform.exclusively(`${scope}:visitor`, startVisitor), nothing, (error) => ({ _tag: "VisitorFailed", error })
    ),
    Identify: ({ payload, ticket }) => tellVisitor(
      identify(ticket, payload), (visitor) => ({ _tag: "Identified", visitor }), (error) => ({ _tag: "IdentityFailed", error })
    ),
    SetMetadata: ({ payload }) => tellVisitor(
      client.call("visitors.setMetadata", payload),
      (contact) => ({ _tag: "MetadataSet", contact }),
      (error) => ({ _tag: "IdentityFailed", error })
    ),
    TellProfile: () => {
      const profile = profileNow()
      if (profileTold === (profileTold = JSON.stringify(profile))) return
      tellVisitor(client.call("visitors.update", { profile }), nothing, nothing)
    },
    // Whatever the server says, this browser is this visitor no more.
    Logout: () => tell(client.call("visitors.logout"), () => ({ _tag: "LoggedOut" }), () => ({ _tag: "LoggedOut" })),
    ForgetVisitor: () => credentials.set(null),
    Remember: ({ accepted, person }) => {
      const held = credentials.get()
      if (held) credentials.set({ ...held, accepted, person })
    },
    Play: ({ id }) => {
      // One tab of a browser rings for all of them.
      if (local.read("rang") === id) return
      local.write("rang", id)
      platform.playSound("message")
    },
    Warn: ({ message }) => platform.warn(message),
    Answer: ({ ticket, value }) => answer(ticket, value),
    Subscribe: subscribe,
    Unsubscribe: () => unsubscribe(),
    Move: ({ withinMs }) => client.move(withinMs),
    LoadList: ({ cursor }) => tellVisitor(
      client.call("conversations.list", cursor === null ? { limit: 20 } : { limit: 20, cursor }),
      (page) => ({ _tag: "ListLoaded", page, isFirst: cursor === null }),
      (error) => ({ _tag: "ListFailed", error })
    ),
    LoadThread: ({ beforeSeq, conversationId }) => tellVisitor(
      client.call("conversations.timeline", { conversationId, limit: 50, ...(beforeSeq !== null && { beforeSeq }) }),
      (page) => ({ _tag: "ThreadLoaded", conversationId, page, isFirst: beforeSeq === null }),
      (error) => ({ _tag: "ThreadFailed", conversationId, error })
    ),
    Send: ({ message: { conversationId, files, id, text, welcome } }) => tellVisitor(
      client.call("conversations.send", {
        conversationId, messageId: id, text,
        ...(files.length > 0 && { files: files.flatMap(({ upload }) => upload._tag === "Ready" ? [upload.file.key] : []) }),
        ...(welcome && welcome.length > 0 && {
          welcome: welcome.slice(0, 5).map(({ content, senderId, senderType }) => ({ content, senderType, ...(senderId && { senderId }) }))
        })
      }),
      (sent) => ({ _tag: "Sent", id, answer: sent }),
      (error) => ({ _tag: "SendFailed", id, error, isOnline: platform.isOnline() })
    ),
    MarkSeen: (seen) => tellVisitor(client.call("conversations.seen", { conversationId: seen.conversationId, seq: seen.seq }), nothing, nothing),
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
    },
    SendTyping: ({ conversationId, isTyping, preview }) => tellVisitor(
      client.call("conversations.typing", { conversationId, isTyping, ...(preview !== null && { preview }) }), nothing, nothing
    ),
    Upload: ({ conversationId, key }) => tellVisitor(
      uploads.upload(conversationId, key, (progress) => send({ _tag: "FileProgressed", conversationId, key, progress })),
      (file) => file && { _tag: "FileUploaded", conversationId, key, file },
      (error) => ({ _tag: "FileFailed", conversationId, key, error })
    ),
    DropFile: ({ key }) => uploads.drop(key)
  }
}
