import { run } from "@cossistant/core/widget/run"
import type { Inbox } from "./Inbox.ts"
import type { InboxCommand } from "./InboxCommand.ts"
import { initialInbox } from "./InboxState.ts"
import type { Keeper } from "./keeper.ts"
import type { InboxClient, News, Problem } from "./nouns.ts"
import { makePerform } from "./perform.ts"
import { transition } from "./transition.ts"
import type { Uploader } from "./uploader.ts"

export interface StartOptions {
  readonly client: InboxClient
  readonly websiteId: string
  readonly me: string
  readonly keeper: Keeper
  readonly uploader: Uploader
  readonly onAlert: (alert: Extract<InboxCommand, { _tag: "Alert" }>) => void
  readonly onRefused: (refusal: Extract<InboxCommand, { _tag: "TellRefused" }>) => void
  /** Everything the stream tells, after the inbox took it in. */
  readonly onNews: (news: News) => void
  /** The stream was refused for good: signed out, or the site is out of reach. */
  readonly onEnd: (problem: Problem) => void
}

/** Brings one member's inbox of one site to life, until `stop`. */
export const startInbox = (options: StartOptions): { readonly inbox: Inbox; readonly stop: () => void } => {
  const { client, keeper, me, onEnd, onNews, websiteId } = options
  const world = makePerform(options)
  const inbox: Inbox = run(initialInbox(me), transition, (command: InboxCommand) => world.perform(command, inbox))

  const position = () => ({ websiteId, token: inbox.get().token })
  const stopStream = client.stream("sync.subscribe", {
    payload: position,
    poll: async () => (await client.call("sync.pull", position())).events,
    onValue: (news) => {
      inbox.send({ _tag: "Told", news, at: Date.now() })
      onNews(news)
    },
    onEnd
  })
  let wasOnline = false
  const stopStatus = client.onStatus(() => {
    const isOnline = client.status()._tag === "Online"
    if (isOnline && !wasOnline) {
      world.renew()
      inbox.send({ _tag: "Reconnected" })
    }
    wasOnline = isOnline
  })
  const stopKeeper = keeper.onComposer((conversationId, now, before) => inbox.send({ _tag: "ComposerTold", conversationId, now, before }))
  for (const [conversationId, composer] of keeper.composers()) inbox.send({ _tag: "ComposerRestored", conversationId, composer })
  inbox.send({ _tag: "RepliesRestored", replies: keeper.replies() })
  return {
    inbox,
    stop: () => {
      stopKeeper()
      stopStatus()
      world.stop()
      stopStream()
    }
  }
}
