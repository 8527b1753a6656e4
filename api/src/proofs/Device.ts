import { makeClient, type Client } from "@cossistant/core/client/Client"
import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { makeLive } from "@cossistant/core/client/live"
import type { WidgetRpcs } from "@cossistant/core/rpcs"
import { hastyBrowser } from "./hastyBrowser.ts"
import { strictWidgetEvent, type Told } from "./listen.ts"
import type { Recorder } from "./Recorder.ts"
import { Screen } from "./Screen.ts"
import { untilAnswered } from "./untilAnswered.ts"
import { wholeThread } from "./wholeThread.ts"

export interface DeviceOptions {
  readonly name: string
  /** Where its network leads. */
  readonly url: string
  readonly publicKey: string
  readonly recorder: Recorder
  readonly onChange: () => void
  /** Where it comes from, as the proxy before the server says. */
  readonly address?: string
  /** How much faster than it should its clock runs. */
  readonly haste?: number
}

/** A visitor's browser: sends until it is answered, listens, resumes, and begins anew where it is told to. */
export class Device {
  readonly screen: Screen
  readonly client: Client<typeof WidgetRpcs>
  visitorId = ""
  /** Called when the news are refused to it; it has stopped listening then. */
  whenRefused: () => void = () => {}
  #secret: string | null = null
  #token: string | null = null
  #stop = () => {}
  #isListening = false
  #isOver = false
  readonly #patience = { isOver: () => this.#isOver }

  constructor(private readonly options: DeviceOptions) {
    this.screen = new Screen(options.onChange)
    this.client = makeClient<typeof WidgetRpcs>({
      url: `${options.url}/rpc/widget`,
      publicKey: options.publicKey,
      secret: () => this.#secret,
      platform: hastyBrowser({
        origin: "http://localhost:5173",
        ...(options.address === undefined ? {} : { "x-forwarded-for": options.address })
      }, options.haste)
    }, () => Promise.resolve({ makeLive }))
  }

  /** Who looks at the screen: after a log-out it is somebody else. */
  get viewer(): string {
    return `${this.options.name} as ${this.visitorId}`
  }

  /** Becomes a new visitor and listens. */
  async begin(): Promise<void> {
    const { secret, visitor } = await untilAnswered(() => this.client.call("visitors.start", { profile: {} }))
    this.visitorId = visitor.id
    this.#secret = secret
    this.listen()
  }

  /** Sends one message under one id until somebody knows what became of it. */
  async send(conversationId: string, messageId: string, text: string): Promise<void> {
    const { recorder } = this.options
    try {
      const { item } = await untilAnswered(() => {
        recorder.try(messageId)
        return this.client.call("conversations.send", { conversationId, messageId, text })
      })
      recorder.acknowledge(messageId, item.seq)
    } catch (failure) {
      if (failure instanceof RpcFailure) recorder.refuse(messageId)
      if (!(failure instanceof RpcFailure) || !refusals.has(failure.message)) recorder.contradictions.push(`${messageId}: ${String(failure)}`)
    }
  }

  /** Ends this visitor and forgets it. */
  async logOut(): Promise<void> {
    await untilAnswered(() => this.client.call("visitors.logout")).catch((failure: unknown) => {
      if (!(failure instanceof RpcFailure && failure.message === "UnknownVisitor")) throw failure
    })
    this.#secret = null
    this.quit()
  }

  /** Switched off for good. */
  close(): void {
    this.#isOver = true
    this.quit()
  }

  /** Forgets everything shown. */
  quit(): void {
    this.#stop()
    this.#isListening = false
    this.#token = null
    this.screen.clear()
  }

  listen(): void {
    if (this.#isListening || this.#secret === null) return
    this.#isListening = true
    const { viewer } = this
    this.#stop = this.client.stream("sync.subscribe", {
      payload: () => ({ token: this.#token }),
      poll: async () => [...(await this.client.call("sync.pull", { token: this.#token })).events],
      onValue: (event) => this.viewer === viewer && this.#take(event),
      onEnd: () => {
        if (this.viewer !== viewer) return
        this.quit()
        this.whenRefused()
      }
    })
  }

  #take(event: Told): void {
    strictWidgetEvent(event)
    const { recorder } = this.options
    switch (event._tag) {
      case "ItemChanged":
        recorder.tell(this.viewer, event.item)
        recorder.version("visitors", event.item.id, event.item.version, event.item)
        this.screen.fold([event.item])
        return this.screen.open(event.item.conversationId, this.#readThread)
      case "ConversationChanged": {
        const { id, version, ...content } = event.conversation
        recorder.version("visitors", id, version, content)
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
        if (isFirst) void this.#readList().catch(nobodyAnyMore)
      }
    }
  }

  readonly #readThread = async (conversationId: string) => {
    const read = (before: object) =>
      untilAnswered(() => this.client.call("conversations.timeline", { conversationId, limit: 100, ...before }), this.#patience)
    return wholeThread(await read({}), (beforeSeq) => read({ beforeSeq }))
  }

  /** Reads everything there is, after the place where the news begin. */
  async #readList(): Promise<void> {
    const { era } = this.screen
    const { conversations } = await untilAnswered(() => this.client.call("conversations.list", { limit: 50 }), this.#patience)
    if (era === this.screen.era) for (const { id } of conversations) this.screen.open(id, this.#readThread)
  }
}

/** How a message may end besides being sent: the visitor was blocked or logged out before it arrived. */
const refusals = new Set(["VisitorBlocked", "UnknownVisitor"])

/** Blocked or logged out meanwhile: the news tell. */
const nobodyAnyMore = () => {}
