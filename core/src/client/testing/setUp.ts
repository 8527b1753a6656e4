import type { WidgetRpcs } from "../../rpcs.ts"
import { makeClient } from "../Client.ts"
import * as lesserLines from "../lesserLines.ts"
import { makeLive } from "../live.ts"
import { RpcFailure } from "../RpcFailure.ts"
import { makeFakeClock } from "./FakeClock.ts"
import { makeFakeNetwork } from "./FakeNetwork.ts"

/** What the news begin with. */
export const position = (token: string) => ({ _tag: "Position", token }) as const

/** A client on a network and a clock of the test's own; `subscribe` asks for the news and keeps their position. */
export const setUp = (options: { readonly hasSockets?: boolean; readonly secret?: string | null } = {}) => {
  const clock = makeFakeClock()
  const network = makeFakeNetwork(clock, options)
  const client = makeClient<typeof WidgetRpcs>({
    url: "https://desk.example/rpc/widget", publicKey: "pk_live_1", secret: () => options.secret ?? null, platform: network.platform
  }, async () => ({ makeLive: (wire, streams, onStatus) => makeLive(wire, streams, onStatus, async () => lesserLines) }))
  const seen: Array<unknown> = []
  const ends: Array<unknown> = []
  let token: string | null = null
  const subscribe = async () => {
    const stop = client.stream("sync.subscribe", {
      payload: () => ({ token }),
      poll: async () => (await client.call("sync.pull", { token })).events,
      onValue: (event) => {
        if (event._tag === "Position") token = event.token
        seen.push(event)
      },
      onEnd: (error) => ends.push(error)
    })
    await clock.settle()
    return stop
  }
  return { clock, network, client, seen, ends, subscribe }
}

/** What a call was refused with; null if it wasn't. */
export const failure = (call: Promise<unknown>) => call.then(() => null, (cause: unknown) => cause instanceof RpcFailure ? cause.error : cause)

/** A frame of news for the first stream of a socket. */
export const chunk = (socket: { readonly sent: ReadonlyArray<Record<string, unknown>> }, ...values: ReadonlyArray<object>) =>
  ({ _tag: "Chunk", requestId: socket.sent.find(({ _tag }) => _tag === "Request")?.["id"], values })
