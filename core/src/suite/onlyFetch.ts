import { vi } from "vitest"
import { type FakeServer, makeFakeServer } from "./FakeServer.ts"

/** A server that answers over `fetch`, on a page without sockets. */
export const onlyFetch = (): FakeServer => {
  const server = makeFakeServer()
  vi.stubGlobal("fetch", server.fetch)
  vi.stubGlobal("WebSocket", class {
    constructor() {
      throw new DOMException("no sockets here")
    }
  })
  return server
}

/** Leaves nothing of a test to the next. */
export const forget = (): void => {
  localStorage.clear()
  sessionStorage.clear()
  vi.unstubAllGlobals()
}

/** This browser was here before: it holds the visitor's secret. */
export const holdSecret = (publicKey: string, { visitor }: FakeServer): void =>
  localStorage.setItem(`cossistant:1:${publicKey}:visitor`, JSON.stringify({ secret: "vs_secret", visitorId: visitor.id }))
