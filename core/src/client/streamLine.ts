import { type Loss, type OpenLine, type OpenStream, OPEN_WITHIN, PING_EVERY } from "./Line.ts"
import type { Platform } from "./Platform.ts"
import { post } from "./post.ts"

/**
 * Lines over HTTP: each stream is one POST whose reply stays open. No byte within 5 s means that something between
 * gathers replies before passing them on.
 */
export const streamLine = (
  platform: Platform,
  url: string,
  headers: () => Record<string, string>,
  request: (stream: OpenStream) => object
): OpenLine =>
(streams, events) => {
  const posts = new Map<number, AbortController>()
  let isOver = false
  const end = (loss?: Loss) => {
    if (isOver) return
    isOver = true
    platform.clearTimeout(timer)
    for (const aborter of posts.values()) aborter.abort()
    if (loss) events.lost(loss)
  }
  const alive = () => {
    platform.clearTimeout(timer)
    if (!isOver) timer = platform.setTimeout(() => end({ _tag: "Cut" }), 3 * PING_EVERY)
  }
  const subscribe = (stream: OpenStream) => {
    const aborter = new AbortController()
    const { signal } = aborter
    posts.set(stream.id, aborter)
    const cut = () => signal.aborted || end({ _tag: "Cut" })
    post(platform, url, { headers: headers(), signal }, request(stream), (frame) => {
      if (signal.aborted) return
      if (frame._tag === "Refused") end(frame)
      else events.frame(frame)
    }, alive).then(cut, cut)
  }
  let timer = platform.setTimeout(() => end({ _tag: "Blocked" }), OPEN_WITHIN)
  for (const stream of streams()) subscribe(stream)
  return {
    transport: "stream",
    subscribe,
    unsubscribe: (id) => posts.get(id)?.abort(),
    send: () => false,
    check: () => {},
    close: () => end()
  }
}
