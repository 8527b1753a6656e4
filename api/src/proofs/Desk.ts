import { type Client, makeClient } from "@cossistant/core/client/Client"
import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { makeLive } from "@cossistant/core/client/live"
import type { InboxRpcs } from "@cossistant/core/rpcs"
import { hastyBrowser } from "./hastyBrowser.ts"
import { team } from "./history.ts"
import { strictInboxEvent, type TeamTold } from "./listen.ts"
import type { Recorder } from "./Recorder.ts"
import { Screen } from "./Screen.ts"
import { untilAnswered } from "./untilAnswered.ts"
import { wholeThread } from "./wholeThread.ts"

export interface DeskOptions {
  readonly url: string
  /** The server's own, whatever the network puts between. */
  readonly origin: string
  readonly cookie: string
  readonly websiteId: string
  readonly recorder: Recorder
  readonly onChange: () => void
  /** How much faster than it should its clock runs. */
  readonly haste?: number
}

/** A member's inbox, all of whose conversations are open. */
export class Desk {
  readonly screen: Screen
  readonly client: Client<typeof InboxRpcs>
  readonly #stop: () => void
  #token: string | null = null
  #isOver = false
  readonly #patience = { isOver: () => this.#isOver }

  constructor(private readonly options: DeskOptions) {
    const { cookie, onChange, origin, url, websiteId } = options
    this.screen = new Screen(onChange)
    this.client = makeClient<typeof InboxRpcs>(
      { url: `${url}/rpc/inbox`, platform: hastyBrowser({ origin, cookie }, options.haste) },
      () => Promise.resolve({ makeLive })
    )
    this.#stop = this.client.stream("sync.subscribe", {
      payload: () => ({ websiteId, token: this.#token }),
      poll: async () => [...(await this.client.call("sync.pull", { websiteId, token: this.#token })).events],
      onValue: (event) => this.#take(event),
      onEnd: (error) => void options.recorder.contradictions.push(`the inbox was refused: ${error._tag}`)
    })
  }

  close(): void {
    this.#isOver = true
    this.#stop()
  }

  async reply(conversationId: string, messageId: string, text: string, visibility: "public" | "private"): Promise<void> {
    const { recorder, websiteId } = this.options
    // Nobody else answers: no reply can be stale.
    const reply = { websiteId, conversationId, messageId, text, visibility, confirmedSeq: 0 }
    try {
      recorder.acknowledge(messageId, (await untilAnswered(() => this.client.call("inbox.reply", reply))).item.seq)
    } catch (failure) {
      recorder.contradictions.push(`${messageId}: ${failure instanceof RpcFailure ? JSON.stringify(failure.error) : String(failure)}`)
    }
  }

  block(visitorId: string, blocked: boolean): Promise<unknown> {
    const { websiteId } = this.options
    return untilAnswered(() => this.client.call("visitors.setBlocked", { websiteId, visitorId, blocked }))
  }

  #take(event: TeamTold): void {
    strictInboxEvent(event)
    const { recorder } = this.options
    switch (event._tag) {
      case "ItemChanged":
        recorder.tell(team, event.item)
        recorder.version("team", event.item.id, event.item.version, event.item)
        this.screen.fold([event.item])
        return this.screen.open(event.item.conversationId, this.#readThread)
      case "ConversationChanged": {
        // The visitor's face moves without the conversation.
        const { id, version, visitor: _, ...content } = event.conversation
        recorder.version("team", id, version, content)
        return this.screen.open(id, this.#readThread)
      }
      case "Reload":
        this.#token = null
        return this.screen.clear()
      case "Move":
        return this.client.move(event.withinMs)
      case "Position": {
        const isFirst = this.#token === null
        this.#token = event.token
        if (isFirst) void this.#readList().catch(closed)
      }
    }
  }

  readonly #readThread = async (conversationId: string) => {
    const { websiteId } = this.options
    const page = { websiteId, conversationId, limit: 100 }
    const newest = await untilAnswered(() => this.client.call("inbox.open", page), this.#patience)
    return wholeThread(newest, (beforeSeq) => untilAnswered(() => this.client.call("inbox.timeline", { ...page, beforeSeq }), this.#patience))
  }

  async #readList(): Promise<void> {
    const { era } = this.screen
    for (let cursor: string | null | undefined; cursor !== null;) {
      const from = cursor === undefined ? {} : { cursor }
      const query = { websiteId: this.options.websiteId, ...from, view: "open", isTest: true, limit: 100 } as const
      const page = await untilAnswered(() => this.client.call("inbox.list", query), this.#patience)
      if (era === this.screen.era) for (const { id } of page.conversations) this.screen.open(id, this.#readThread)
      cursor = page.nextCursor
    }
  }
}

/** The only way a member's list is given up here. */
const closed = () => {}
