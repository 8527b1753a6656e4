import { createHmac } from "node:crypto"

/** The key it knows, and the secret it signs its calls with. */
const apiKey = "re_test_key"
export const resendSecret = `whsec_${Buffer.from("a webhook secret of the test").toString("base64")}`

/** A letter as it was handed over (https://resend.com/docs/api-reference/emails/send-email), with the id it got. */
export interface HandedOver {
  readonly id: string
  readonly to: string
  readonly reply_to?: string
  readonly subject: string
  readonly text: string
}

/** Resend's API, as documented: it wants the key, takes letters, and gives a received letter's parts, or an address of its source. */
export const resendPeer = () => {
  const sent: Array<HandedOver> = []
  const letters = new Map<string, { readonly raw: string | null; readonly fields: Readonly<Record<string, unknown>> }>()
  const asked: Array<string> = []
  const state = { isDown: false }
  const server: Bun.Server<undefined> = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request): Promise<Response> => {
      const { pathname } = new URL(request.url)
      asked.push(pathname)
      if (state.isDown) return Response.json({ statusCode: 500, name: "internal_server_error", message: "down" }, { status: 500 })
      const letter = letters.get(pathname.split("/").pop() ?? "")
      if (pathname.startsWith("/source/")) return letter?.raw ? new Response(letter.raw) : new Response("", { status: 404 })
      if (request.headers.get("authorization") !== `Bearer ${apiKey}`) {
        return Response.json({ statusCode: 401, name: "missing_api_key", message: "Missing API key" }, { status: 401 })
      }
      if (request.method === "POST" && pathname === "/emails") {
        const id = crypto.randomUUID()
        sent.push({ ...await request.json() as HandedOver, id }) // As documented; what is missing a test will miss.
        return Response.json({ id })
      }
      if (!pathname.startsWith("/emails/receiving/") || letter === undefined) {
        return Response.json({ statusCode: 404, name: "not_found", message: "Email not found" }, { status: 404 })
      }
      const id = pathname.split("/").pop()
      return Response.json({
        object: "email", id, created_at: "2026-11-05T10:00:00.000Z", cc: [], bcc: [], reply_to: [], received_for: [], html: null, text: null, headers: {}, attachments: [],
        raw: letter.raw === null ? null : { download_url: `http://127.0.0.1:${server.port}/source/${id}`, expires_at: "2030-01-01T00:00:00.000Z" },
        ...letter.fields
      })
    }
  })
  const url = `http://127.0.0.1:${server.port}`
  return {
    url, letters, asked, state, sent,
    settings: { RESEND_API_KEY: apiKey, RESEND_BASE_URL: url, RESEND_WEBHOOK_SECRET: resendSecret },
    stop: () => server.stop(true)
  }
}

/** Posts an event as Resend does (Svix's headers, Standard Webhooks' scheme). */
export const callOfResend = async (url: string, event: unknown, more: Readonly<Record<string, string>> = {}) => {
  const body = JSON.stringify(event)
  const id = more["svix-id"] ?? `msg_${crypto.randomUUID()}`
  const timestamp = more["svix-timestamp"] ?? String(Math.floor(Date.now() / 1000))
  const key = Buffer.from(resendSecret.slice("whsec_".length), "base64")
  const signature = `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`
  const response = await fetch(`${url}/resend/webhooks`, {
    method: "POST",
    headers: { "content-type": "application/json", "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature, ...more },
    body
  })
  return { status: response.status, body: await response.json() as Readonly<Record<string, unknown>> }
}
