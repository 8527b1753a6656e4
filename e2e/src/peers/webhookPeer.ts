import { Webhook } from "standardwebhooks"

/** A call as an endpoint's owner got it. */
export interface WebhookCall {
  readonly id: string
  readonly type: string
  readonly data: { readonly message?: { readonly conversationId: string; readonly text: string | null } }
}

/** Somebody's endpoint on loopback: it checks each call with the secret as the documentation tells its owner to, and refuses others. */
export const startWebhookPeer = () => {
  const calls: Array<WebhookCall> = []
  const peer = { secret: "" }
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      const body = await request.text()
      try {
        new Webhook(peer.secret).verify(body, Object.fromEntries(request.headers))
      } catch {
        return new Response("not from us", { status: 400 })
      }
      calls.push({ ...JSON.parse(body) as WebhookCall, id: request.headers.get("webhook-id") ?? "" }) // As documented, and signed.
      return new Response("ok")
    }
  })
  return Object.assign(peer, { url: `http://127.0.0.1:${server.port}/hook`, calls, stop: () => server.stop(true) })
}
