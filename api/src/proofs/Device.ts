import { makeClient, type Client } from "@cossistant/core/client/Client"
import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { makeLive } from "@cossistant/core/client/live"
import type { WidgetRpcs } from "@cossistant/core/rpcs"
import { hastyBrowser } from "./hastyBrowser.ts"
import { strictWidgetEvent, type Told } from "./listen.ts"
import type { Recorder } from "./Recorder.ts"
import { Screen } from "./Screen.ts"
import { untilAnswered } from "./untilAnswered.ts"

export interface DeviceOptions {
  readonly name: string
  /** Where its network leads. */
  readonly url: string
  readonly publicKey: string
  readonly recorder: Recorder
  readonly onChange: () => void
}

/** A visitor's browser: sends until it is answered, listens, resumes, and begins anew where it is told to. */
export class Device {
  readonly screen: Screen
  readonly client: Client<typeof WidgetRpcs>
  visitorId = ""
  trace: Array<string> = []
  log(...w: Array<unknown>) { this.trace.push(Math.round(performance.now()) + " " + w.map(String).join(" ")) }
  /** Called when the news are refused to it; it has stopped listening then. */
  whenRefused: () => void = () => {}
  #secret: string | null = null
  #token: string | null = null
  #stop = () => {}
  #isListening = false

  constructor(private readonly options: DeviceOptions) {
    this.screen = new Screen(options.onChange)
    setTimeout(() => this.client.onStatus(() => this.log('status', JSON.stringify(this.client.status()))), 0)
    this.client = makeClient<typeof WidgetRpcs>({
      url: `${options.url}/rpc/widget`,
      publicKey: options.publicKey,
      secret: () => this.#secret,
      platform: hastyBrowser({ origin: "http://localhost:5173" })
    }, () => Promise.resolve({ makeLive }))
  }

  /** Who looks at the screen: after a log-out it is somebody else. */
  get viewer(): string {
    return `${this.options.name} as ${this.visitorId}`
  }

  /** Becomes a new visitor and listens. */
  async begin(): Promise<void> {
    this.#secret = null
    const { secret, visitor } = await untilAnswered(() => this.client.call("visitors.start", { profile: {} }))
    this.visitorId = visitor.id
    this.#secret = secret
    this.listen()
  }

  /** Sends one message under one id until somebody knows what became of it. */
  async send(conversationId: string, messageId: string, text: string): Promise<void> {
    const { recorder } = this.options
    let tries = 0
    try {
      const { item } = await untilAnswered(() => (tries++, this.client.call("conversations.send", { conversationId, messageId, text })))
      recorder.acknowledge(messageId, item.seq)
    } catch (failure) {
      // An earlier try may have been taken without our hearing of it.
      if (failure instanceof RpcFailure && tries === 1) recorder.refuse(messageId)
      if (!(failure instanceof RpcFailure) || !refusals.has(failure.message)) recorder.contradictions.push(`${messageId}: ${String(failure)}`)
    }
  }

  /** Ends this visitor and forgets it. */
  async logOut(): Promise<void> {
    await untilAnswered(() => this.client.call("visitors.logout")).catch((failure: unknown) => {
      if (!(failure instanceof RpcFailure && failure.message === "UnknownVisitor")) throw failure
    })
    this.quit()
  }

  /** Forgets everything shown. */
  quit(): void {
    this.log('quit')
    this.#stop()
    this.#isListening = false
    this.#token = null
    this.screen.clear()
  }

  listen(): void {
    this.log('listen', this.#isListening)
    if (this.#isListening) return
    this.#isListening = true
    const { viewer } = this
    this.#stop = this.client.stream("sync.subscribe", {
      payload: () => ({ token: this.#token }),
      poll: async () => [...(await this.client.call("sync.pull", { token: this.#token })).events],
      onValue: (event) => this.viewer === viewer && this.#take(event),
      onEnd: (e) => {
        this.log('end', JSON.stringify(e))
        if (this.viewer !== viewer) return
        this.quit()
        this.whenRefused()
      }
    })
  }

  #take(event: Told): void {
    this.log('take', JSON.stringify(event).slice(0, 90))
    strictWidgetEvent(event)
    const { recorder } = this.options
    switch (event._tag) {
      case "ItemChanged":
        recorder.tell(this.viewer, event.item)
        recorder.version("visitors", event.item.id, event.item.version, event.item)
        return this.screen.fold([event.item])
      case "ConversationChanged": {
        const { id, version, ...content } = event.conversation
        return recorder.version("visitors", id, version, content)
      }
      case "Reload":
        this.#token = null
        return this.screen.clear()
      case "Move":
        return this.client.move(event.withinMs)
      case "Position": {
        const isFirst = this.#token === null
        this.#token = event.token
        if (isFirst) void this.#load(this.screen.era)
      }
    }
  }

  /** Reads everything there is, after the place where the news begin. */
  async #load(era: number): Promise<void> {
    try {
      const { conversations } = await untilAnswered(() => this.client.call("conversations.list", { limit: 50 }))
      for (const { id } of conversations) {
        const { items } = await untilAnswered(() => this.client.call("conversations.timeline", { conversationId: id, limit: 100 }))
        this.log('loaded', id, items.length, era, this.screen.era)
        if (era === this.screen.era) this.screen.fold(items)
      }
    } catch (e) {
      this.log('load failed', e)
      // Blocked or logged out meanwhile: the stream tells.
    }
  }
}

/** How a message may end besides being sent: the visitor was blocked or logged out before it arrived. */
const refusals = new Set(["VisitorBlocked", "UnknownVisitor"])
