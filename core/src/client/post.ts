import { encodeFrame, frameReader, type ServerFrame } from "./frames.ts"
import type { Platform } from "./Platform.ts"
import { RpcFailure } from "./RpcFailure.ts"

/**
 * Sends one request by POST and hands on the frames of its reply as they arrive, whatever its status: a refusal is a
 * frame too. `onBytes` tells of anything received, heartbeats included. Rejects with an `RpcFailure` of `Unreachable`
 * where nothing or nothing readable came back (`status` is null without any reply).
 */
export const post = async (
  platform: Platform,
  url: string,
  init: { readonly headers: Record<string, string>; readonly signal: AbortSignal },
  request: object,
  onFrame: (frame: ServerFrame) => void,
  onBytes = () => {}
): Promise<void> => {
  let status: number | null = null
  try {
    const response = await platform.fetch(url, { method: "POST", body: encodeFrame(request), ...init })
    status = response.status
    const read = frameReader(onFrame)
    const decoder = new TextDecoder()
    const reader = response.body?.getReader()
    for (;;) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) return
      onBytes()
      read(decoder.decode(chunk.value, { stream: true }))
    }
  } catch {
    throw new RpcFailure({ _tag: "Unreachable", status })
  }
}
