import { encodeFrame, frameReader, type ServerFrame } from "./frames.ts"
import type { Platform } from "./Platform.ts"

/**
 * Sends one request by POST and hands on the frames of its reply as they arrive, whatever its status: a refusal is a
 * frame too. `onBytes` tells of anything received, heartbeats included. Rejects where nothing or nothing readable came back.
 */
export const post = async (
  platform: Platform,
  url: string,
  init: { readonly headers: Record<string, string>; readonly signal: AbortSignal },
  request: object,
  onFrame: (frame: ServerFrame) => void,
  onBytes: () => void
): Promise<void> => {
  const response = await platform.fetch(url, { method: "POST", body: encodeFrame(request), ...init })
  const read = frameReader(onFrame)
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  for (;;) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) return
    onBytes()
    read(decoder.decode(chunk.value, { stream: true }))
  }
}
