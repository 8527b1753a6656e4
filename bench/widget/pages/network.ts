import { type FakeServer, makeFakeServer } from "../../../core/src/suite/FakeServer.ts"
import { messages } from "./Host.ts"

export const publicKey = "pk_test_bench"

/** A server, and the one conversation it has. */
export interface Network {
  readonly server: FakeServer
  readonly conversationId: string
  readonly count: number
}

/** A server inside the page, so that only the widget is measured. It gives a conversation whole, however long it is. */
export const fakeNetwork = (count: number): Network => {
  const server = makeFakeServer()
  const conversationId = server.begin(messages(count).map(({ isMine, text }) => isMine ? text : `>${text}`))
  const real = window.fetch
  const fetched = async (input: URL | RequestInfo, init?: RequestInit) => {
    if (!String(input).includes("/rpc/widget")) return real(input, init)
    // As from any network, however near: the answer comes in a task of its own.
    await new Promise((resolve) => setTimeout(resolve))
    const frame = JSON.parse(String(init?.body))
    if (frame.tag === "conversations.timeline") frame.payload.limit = count + 1000
    return server.fetch(input, { ...init, body: JSON.stringify(frame) })
  }
  Object.assign(window, { fetch: fetched })
  window.WebSocket = class {
    constructor() {
      throw new DOMException("The bench speaks over fetch.")
    }
  } as unknown as typeof WebSocket // never made
  localStorage.setItem(`cossistant:1:${publicKey}:visitor`, JSON.stringify({ secret: "vs_secret", visitorId: server.visitor.id }))
  return { server, conversationId, count }
}
