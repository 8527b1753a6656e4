import { problemType } from "@cossistant/core/publicApi/problemType"

/** What is wrong with a request before any feature sees it. */
export interface Refusal {
  /** As in every error: its kind in one word. */
  readonly tag: string
  readonly status: number
  /** One sentence for people. */
  readonly title: string
  readonly facts?: Readonly<Record<string, unknown>>
}

/** Whether a path is the public API's, which answers every failure as a problem. */
export const isApi = (path: string): boolean => path === "/v1" || path.startsWith("/v1/")

/** For pages of any origin: nothing in a refusal is anybody's. */
const headers = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin", "cache-control": "no-store", "x-robots-tag": "noindex" }

/** A refusal as `application/problem+json` (RFC 9457). */
export const problemOf = ({ facts, status, tag, title }: Refusal) => ({
  body: { type: problemType(tag), title, status, error: tag, message: title, ...facts },
  options: { status, headers: { ...headers, "content-type": "application/problem+json" } }
})

/** How a refusal is answered at `path`: as a problem where the public API is, as a tagged fact elsewhere. */
export const refuse = (path: string, refusal: Refusal): Response => {
  if (!isApi(path)) return Response.json({ _tag: refusal.tag, ...refusal.facts }, { status: refusal.status })
  const { body, options } = problemOf(refusal)
  return Response.json(body, options)
}

/** In bytes. Above 16 KiB for request line and headers together the listener itself refuses, without a body. */
const longestAddress = 8 * 1024
const largestHeaders = 12 * 1024

/** What the address or the headers of a request to the public API have too much of. */
export const tooLong = ({ headers, url }: Request): Refusal | undefined => {
  if (url.length > longestAddress) {
    return { tag: "AddressTooLong", status: 414, title: "The address is too long.", facts: { limit: longestAddress } }
  }
  let bytes = 0
  for (const [name, value] of headers) bytes += name.length + value.length + 4
  return bytes > largestHeaders
    ? { tag: "HeadersTooLarge", status: 431, title: "The headers are too large.", facts: { limit: largestHeaders } }
    : undefined
}

/** What the router and its libraries refuse without words of ours. */
export const wordless = (status: number): Refusal => {
  switch (status) {
    case 404: return { tag: "RouteNotFound", status, title: "Nothing stands at this address." }
    case 415: return { tag: "UnsupportedMediaType", status, title: "A body is JSON: say so with content-type: application/json." }
    default: return { tag: "RequestRefused", status, title: "The request can't be answered." }
  }
}

/** An answer of the public API as it may leave: a failure that isn't a problem yet becomes one, its headers stay. */
export const asProblem = (path: string, method: string, answer: Response): Response => {
  if (answer.status < 400 || method === "HEAD" || !isApi(path)) return answer
  if (answer.headers.get("content-type")?.startsWith("application/problem+json") === true) return answer
  const said = refuse(path, wordless(answer.status))
  for (const [name, value] of answer.headers) if (name !== "content-type" && name !== "content-length") said.headers.set(name, value)
  return said
}
