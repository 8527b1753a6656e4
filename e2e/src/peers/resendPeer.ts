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
  readonly headers: Readonly<Record<string, string>>
}

/** A received letter: its source, or only its parts and the files that came with it. */
export interface ReceivedByResend {
  readonly raw: string | null
  readonly fields: Readonly<Record<string, unknown>>
  readonly attachments?: ReadonlyArray<{ readonly filename: string; readonly content_type: string; readonly content: string; readonly content_id?: string }>
}

/** Resend's API, as documented: it wants the key, takes letters, each idempotency key once, and gives a received letter's parts, or an address of its source. */
export const resendPeer = () => {
  const sent: Array<HandedOver> = []
  const letters = new Map<string, ReceivedByResend>()
  const asked: Array<string> = []
  /** `isMute`: it takes letters and breaks before it says so. */
  const state = { isDown: false, isMute: false }
  const keys = new Map<string, { readonly id: string; readonly body: string }>()
  const server: Bun.Server<undefined> = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request): Promise<Response> => {
      const { pathname } = new URL(request.url)
      asked.push(pathname)
      if (state.isDown) return Response.json({ statusCode: 500, name: "internal_server_error", message: "down" }, { status: 500 })
      const [, part, id = "", index] = /^\/(emails\/receiving|source|file)\/([^/]+)(?:\/(.+))?$/.exec(pathname) ?? []
      const letter = letters.get(id)
      if (part === "file") return new Response(letter?.attachments?.[Number(index)]?.content ?? "", { status: letter === undefined ? 404 : 200 })
      if (pathname.startsWith("/source/")) return letter?.raw ? new Response(letter.raw) : new Response("", { status: 404 })
      if (request.headers.get("authorization") !== `Bearer ${apiKey}`) {
        return Response.json({ statusCode: 401, name: "missing_api_key", message: "Missing API key" }, { status: 401 })
      }
      if (request.method === "POST" && pathname === "/emails") {
        // https://resend.com/docs/dashboard/emails/idempotency-keys: the same key with the same letter sends nothing for 24 hours.
        const key = request.headers.get("idempotency-key") ?? crypto.randomUUID()
        const body = await request.text()
        const known = keys.get(key)
        if (known !== undefined && known.body !== body) {
          return Response.json({ statusCode: 409, name: "invalid_idempotent_request", message: "This idempotency key has been used with another body" }, { status: 409 })
        }
        const id = known?.id ?? crypto.randomUUID()
        keys.set(key, { id, body })
        if (known === undefined) sent.push({ ...JSON.parse(body) as HandedOver, id }) // As documented; what is missing a test will miss.
        return state.isMute ? Response.json({ statusCode: 500, name: "internal_server_error", message: "broken" }, { status: 500 }) : Response.json({ id })
      }
      if (part !== "emails/receiving" || letter === undefined) {
        return Response.json({ statusCode: 404, name: "not_found", message: "Email not found" }, { status: 404 })
      }
      const files = (letter.attachments ?? []).map(({ content, ...file }, at) => ({
        id: `att_${at}`, content_disposition: file.content_id === undefined ? "attachment" : "inline", content_id: null, size: Buffer.byteLength(content), ...file
      }))
      // https://resend.com/docs/api-reference/emails/list-received-email-attachments
      if (index === "attachments") {
        const link = (at: number) => ({ download_url: `http://127.0.0.1:${server.port}/file/${id}/${at}`, expires_at: "2030-01-01T00:00:00.000Z" })
        return Response.json({ object: "list", has_more: false, data: files.map((file, at) => ({ ...file, ...link(at) })) })
      }
      return Response.json({
        object: "email", id, created_at: "2026-11-05T10:00:00.000Z", cc: [], bcc: [], reply_to: [], received_for: [], html: null, text: null, headers: {}, attachments: files,
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
