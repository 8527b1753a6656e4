import { makeLife, type OpenLine, type OpenStream, PING_EVERY } from "./Line.ts"
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
  const { cut, end, hear, prove, wait } = makeLife(platform, events, () => {
    for (const aborter of posts.values()) aborter.abort()
  })
  const subscribe = (stream: OpenStream) => {
    const aborter = new AbortController()
    const { signal } = aborter
    posts.set(stream.id, aborter)
    const ended = () => signal.aborted || cut()
    post(
      platform, url, { headers: headers(), signal }, request(stream),
      (frame) => signal.aborted || hear(frame),
      () => wait(3 * PING_EVERY, cut)
    ).then(ended, ended)
  }
  prove()
  for (const stream of streams()) subscribe(stream)
  return {
    transport: "stream",
    subscribe,
    unsubscribe: (id) => posts.get(id)?.abort(),
    close: end
  }
}
