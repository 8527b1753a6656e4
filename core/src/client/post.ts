import { encodeFrame, frameReader, type ServerFrame } from "./frames.ts"
import type { Platform } from "./Platform.ts"
import { RpcFailure } from "./RpcFailure.ts"

/**
 * Sends one request by POST and hands on the frames of its reply as they arrive; a reply that turns the caller away
 * (`{"_tag":"Refused","error":…}`, whatever its status) comes as that frame. `onBytes` tells of anything received,
 * heartbeats too. Rejects with an `RpcFailure`: `Unreachable` where nothing readable came back (`status` is null
 * without any reply), else the tagged error that stood in place of frames.
 */
export const post = async (
  platform: Platform,
  url: string,
  init: { readonly headers: Record<string, string>; readonly signal: AbortSignal },
  request: object,
  onFrame: (frame: ServerFrame) => void,
  onBytes: () => void = () => {}
): Promise<void> => {
  let status: number | null = null
  try {
    const response = await platform.fetch(url, { method: "POST", body: encodeFrame(request), ...init })
    status = response.status
    if (!response.ok) {
      const body: { _tag?: unknown } | null = await response.json()
      if (body?._tag === "Refused") return onFrame(body as ServerFrame) // the tag says which frame it is
      // A tagged body is the server's own error; a proxy's error page is none.
      if (typeof body?._tag === "string") throw new RpcFailure({ ...body, _tag: body._tag })
      throw new TypeError("no frames")
    }
    const read = frameReader(onFrame)
    const decoder = new TextDecoder()
    const reader = response.body?.getReader()
    for (;;) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) return
      onBytes()
      read(decoder.decode(chunk.value, { stream: true }))
    }
  } catch (cause) {
    throw cause instanceof RpcFailure ? cause : new RpcFailure({ _tag: "Unreachable", status })
  }
}
