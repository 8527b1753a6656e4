import * as Schema from "effect/Schema"
import { createHmac } from "node:crypto"
import type { BridgeSettings } from "./BridgeSettings.ts"

/** What the server says became of each entry; `failed` ones should come again. */
const Answer = Schema.Struct({ entries: Schema.Array(Schema.Struct({ status: Schema.String, reason: Schema.optionalKey(Schema.NullOr(Schema.String)) })) })

/**
 * Posts entries to the server: one as an object, several as an array, signed with HMAC-SHA-256 over `<seconds>.<body>`, and
 * waits for the answer until `until` (ms since 1970), no longer than the settings say. Gives, for each, whether it should come
 * again. Whatever isn't an answer of the server (a proxy's page, no connection, a wrong secret) fails all of them; when several
 * are too large for one call, to the server or to what stands before it (413), each is posted on its own.
 */
export const signedPost = async (
  settings: BridgeSettings,
  event: "email.received" | "email.lifecycle",
  entries: ReadonlyArray<unknown>,
  until = Infinity
): Promise<ReadonlyArray<boolean>> => {
  const { secret, timeoutMs, url } = settings
  const all = (reason: string) => {
    console.error(JSON.stringify({ message: "The server did not take the mail", url, reason }))
    return entries.map(() => true)
  }
  const left = until - Date.now()
  if (left <= 0) return all("no time was left")
  const body = JSON.stringify(entries.length === 1 ? entries[0] : entries)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-cossistant-event": event,
        "x-cossistant-timestamp": timestamp,
        "x-cossistant-signature": `sha256=${signature}`
      },
      signal: AbortSignal.timeout(Math.min(timeoutMs, left))
    })
    if (response.status === 413 && entries.length > 1) {
      const again: Array<boolean> = []
      for (const entry of entries) again.push(...await signedPost(settings, event, [entry], until))
      return again
    }
    if (response.status === 413) return all("413: the server or the proxy before it takes smaller calls only; /ses/webhooks/inbound needs 28 MB")
    if (response.status === 401) return all("401: SES_WEBHOOK_SECRET of the server and WEBHOOK_SECRET differ, or a clock is wrong")
    const answer = Schema.decodeUnknownSync(Answer)(await response.json())
    if (answer.entries.length !== entries.length) return all(`${response.status}, ${answer.entries.length} of ${entries.length} entries answered`)
    return answer.entries.map(({ reason, status }) => {
      if (status === "invalid") console.warn(JSON.stringify({ message: "The server could not read an entry, and never will", reason }))
      return status === "failed"
    })
  } catch (error) {
    return all(error instanceof Error ? error.message : String(error))
  }
}
