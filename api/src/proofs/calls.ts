import { within } from "../../../e2e/src/within.ts"

/** Who calls, as far as a browser or a forger can choose. Left out: not sent at all. */
export interface Caller {
  readonly door: "widget" | "inbox"
  readonly key?: string
  readonly origin?: string
  /** A visitor's secret. */
  readonly secret?: string
  readonly cookie?: string
  /** Where it comes from, as the proxy beside us says. */
  readonly address?: string
}

/** What came back: the error's tag and facts, or `Success` with the value. `door` when nothing was even read. */
export type Outcome = { readonly _tag: string; readonly door?: true; readonly value?: unknown; readonly [fact: string]: unknown }

/** One way of asking. A stream's outcome is its first value or its refusal. */
export type Ask = (tag: string, payload: unknown) => Promise<Outcome>

interface Frame {
  readonly _tag: string
  readonly requestId?: number
  readonly values?: ReadonlyArray<unknown>
  readonly exit?: { readonly _tag: string; readonly value?: unknown; readonly cause?: ReadonlyArray<{ readonly error?: Outcome; readonly _tag: string }> }
  readonly defect?: Outcome
  readonly error?: Outcome
}

const headersOf = ({ address, cookie, origin }: Caller): Record<string, string> => ({
  ...(address === undefined ? {} : { "x-forwarded-for": address }),
  ...(origin === undefined ? {} : { origin }),
  ...(cookie === undefined ? {} : { cookie })
})

const postHeaders = (caller: Caller): Record<string, string> => ({
  ...headersOf(caller),
  ...(caller.key === undefined ? {} : { "x-public-key": caller.key }),
  ...(caller.secret === undefined ? {} : { authorization: `Bearer ${caller.secret}` })
})

const outcomeOf = (frame: Frame): Outcome => {
  switch (frame._tag) {
    case "Refused": return { ...(frame.error ?? { _tag: "Refused" }), door: true }
    case "Defect": return { ...(frame.defect ?? { _tag: "Defect" }), door: true }
    case "Chunk": return { _tag: "Success", value: frame.values?.[0] }
    default:
      return frame.exit?._tag === "Success"
        ? { _tag: "Success", value: frame.exit.value }
        : frame.exit?.cause?.[0]?.error ?? { _tag: frame.exit?.cause?.[0]?._tag ?? "Nothing" }
  }
}

/** Asks by POST, as a page without sockets does. */
export const overHttp = (url: string, caller: Caller): Ask => async (tag, payload) => {
  const ended = new AbortController()
  try {
    const response = await within(10, `An answer to ${tag}`, fetch(`${url}/rpc/${caller.door}`, {
      method: "POST",
      signal: ended.signal,
      headers: postHeaders(caller),
      body: JSON.stringify({ _tag: "Request", id: 1, tag, payload, headers: [] }) + "\n"
    }))
    let text = ""
    const decoder = new TextDecoder()
    for await (const piece of response.body ?? []) {
      text += decoder.decode(piece, { stream: true })
      const line = text.split("\n").find((line, index, all) => line !== "" && index < all.length - 1)
      if (line !== undefined) return outcomeOf(JSON.parse(line))
    }
    return { _tag: `Status${response.status}`, text }
  } finally {
    ended.abort()
  }
}

export interface OpenSocket {
  readonly ask: Ask
  /** The code it was closed with. */
  readonly closed: Promise<number>
  readonly close: () => void
}

/** Asks over one socket, as a widget or an inbox does. A socket that is turned away gives that answer to every question. */
export const openSocket = async (url: string, caller: Caller): Promise<OpenSocket> => {
  const query = caller.key === undefined ? "" : `?key=${encodeURIComponent(caller.key)}`
  // Bun's WebSocket takes headers, which the DOM's type doesn't know.
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/rpc/${caller.door}${query}`, { headers: headersOf(caller) } as never)
  const answers = new Map<number, (outcome: Outcome) => void>()
  let refused: Outcome | undefined
  let last = 0
  socket.onmessage = ({ data }) => {
    for (const line of String(data).split("\n").filter((line) => line !== "")) {
      const frame: Frame = JSON.parse(line)
      if (frame._tag === "Refused") refused = outcomeOf(frame)
      answers.get(frame.requestId ?? last)?.(outcomeOf(frame))
    }
  }
  const closed = new Promise<number>((resolve) => socket.onclose = ({ code }) => {
    for (const answer of answers.values()) answer(refused ?? { _tag: `Closed${code}` })
    resolve(code)
  })
  await within(10, "A socket", new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve()
    socket.onerror = () => reject(new Error(`no socket at ${url}`))
  }))
  return {
    ask: (tag, payload) => within(10, `An answer to ${tag}`, new Promise<Outcome>((resolve) => {
      if (socket.readyState !== WebSocket.OPEN) return void closed.then((code) => resolve(refused ?? { _tag: `Closed${code}` }))
      const id = ++last
      answers.set(id, resolve)
      const headers = caller.secret === undefined ? [] : [["authorization", `Bearer ${caller.secret}`]]
      socket.send(JSON.stringify({ _tag: "Request", id, tag, payload, headers }) + "\n")
    })),
    closed,
    close: () => socket.close()
  }
}

/** Runs `talk` once over each transport. */
export const overEach = async (url: string, caller: Caller, talk: (ask: Ask, transport: string) => Promise<void>) => {
  const socket = await openSocket(url, caller)
  await talk(socket.ask, "socket")
  socket.close()
  await talk(overHttp(url, caller), "http")
}

/** Asks the same of many payloads, fifty in a POST; the outcomes in their order. Not for streams. */
export const askMany = async (url: string, caller: Caller, tag: string, payloads: ReadonlyArray<unknown>): Promise<ReadonlyArray<Outcome>> => {
  const outcomes: Array<Outcome> = []
  for (let from = 0; from < payloads.length; from += 50) {
    const body = payloads.slice(from, from + 50)
      .map((payload, index) => JSON.stringify({ _tag: "Request", id: from + index, tag, payload, headers: [] }) + "\n").join("")
    const response = await within(20, `Answers to ${tag}`, fetch(`${url}/rpc/${caller.door}`, { method: "POST", headers: postHeaders(caller), body }))
    for (const line of (await response.text()).split("\n")) {
      if (line === "") continue
      const frame: Frame = JSON.parse(line)
      outcomes[frame.requestId ?? from] = outcomeOf(frame)
    }
  }
  return Array.from(payloads, (_, index) => outcomes[index] ?? { _tag: "Nothing" })
}
