import { createHmac } from "node:crypto"

/** What the bridge signs with, as `SES_WEBHOOK_SECRET`. */
export const sesSecret = "bridge secret of the test"

/** Posts to the SES doors of the server at `url` as the bridge does; `headers` replace its own. */
export const callOfBridge = async (url: string, path: "inbound" | "events", body: unknown, headers: Readonly<Record<string, string>> = {}) => {
  const text = typeof body === "string" ? body : JSON.stringify(body)
  const timestamp = headers["x-cossistant-timestamp"] ?? String(Math.floor(Date.now() / 1000))
  const response = await fetch(`${url}/ses/webhooks/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-cossistant-event": path === "inbound" ? "email.received" : "email.lifecycle",
      "x-cossistant-timestamp": timestamp,
      "x-cossistant-signature": `sha256=${createHmac("sha256", sesSecret).update(`${timestamp}.${text}`).digest("hex")}`,
      ...headers
    },
    body: text
  })
  return { status: response.status, body: await response.json() as unknown }
}
