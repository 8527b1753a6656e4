import type { Client } from "../client/Client.ts"
import type { Asking } from "./asking.ts"
import type { Credentials } from "./credential.ts"
import type { AnyEvent, PanelCommand } from "./panelEvents.ts"
import type { Contract } from "./nouns.ts"
import { LANDING } from "./landing.ts"
import type { ReadyState } from "./PanelState.ts"
import type { Store } from "./store.ts"
import type { LauncherPlatform } from "./WidgetPlatform.ts"
import type { PanelPlatform } from "./PanelPlatform.ts"

export interface PerformerTools {
  readonly client: Client<Contract>
  readonly credentials: Credentials
  readonly platform: LauncherPlatform & PanelPlatform
  readonly local: Store
  /** Names what the tabs of a browser share. */
  readonly scope: string
  readonly get: () => ReadyState
  readonly send: (event: AnyEvent) => void
  readonly asking: Asking
}

export type Performers = { readonly [T in PanelCommand["_tag"]]?: (command: Extract<PanelCommand, { readonly _tag: T }>) => void }

const nothing = () => null

/** Does what the panel wants done, and tells it what came of it. */
export const performers = (
  { asking: { heed, tell, tellVisitor }, client, credentials, get, local, platform, scope, send }: PerformerTools
): Performers => {
  let unsubscribe = () => {}
  let profileTold = ""

  /** Tells what no answer is waited for. */
  const mention = (asked: Promise<unknown>) => tellVisitor(asked, nothing, nothing)
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
    const profile = await profileNow()
    const { secret, visitor } = await client.call("visitors.start", { profile })
    profileTold = JSON.stringify(profile)
    credentials.set({ visitorId: visitor.id, secret, person: null, accepted: null })
    send({ _tag: "VisitorStarted", visitor })
  }
  const subscribe = () => {
    unsubscribe()
    const visitorId = credentials.get()?.visitorId ?? null
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
    TellProfile: async () => {
      const profile = await profileNow()
      if (profileTold === (profileTold = JSON.stringify(profile))) return
      mention(client.call("visitors.update", { profile }))
    },
    ForgetVisitor: () => credentials.set(null),
    Play: ({ id }) => {
      // One tab of a browser rings for all of them.
      if (local.read("rang") === id) return
      local.write("rang", id)
      platform.playSound("message")
    },
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
    MarkSeen: ({ _tag, ...seen }) => mention(client.call("conversations.seen", seen)),
    SendTyping: ({ _tag, ...typing }) => mention(client.call("conversations.typing", typing))
  }
}
