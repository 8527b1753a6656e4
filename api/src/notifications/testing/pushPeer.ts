import { jwtVerify } from "jose"
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes } from "node:crypto"
import webPush from "web-push"

/** The server's own keys (RFC 8292), and the settings that name them. */
export const keys = webPush.generateVAPIDKeys()
export const pushSettings = {
  VAPID_PUBLIC_KEY: keys.publicKey, VAPID_PRIVATE_KEY: keys.privateKey, VAPID_SUBJECT: "mailto:admin@acme.test", OUTGOING_ALLOW_PRIVATE: "127.0.0.1/32"
}

/** A browser's half of the encryption (RFC 8291), and its push service (RFC 8030) that takes what is signed (RFC 8292). */
export const startPushPeer = () => {
  const ecdh = createECDH("prime256v1")
  const p256dh = ecdh.generateKeys()
  const auth = randomBytes(16)
  const taken: Array<{ readonly headers: Headers; readonly said: unknown }> = []
  const peer = { status: 201, url: "", taken, refused: [] as Array<string>, close: () => server.stop(true) }
  const decrypt = (body: Buffer): unknown => {
    // RFC 8188: salt, record size, the sender's public key, then one record.
    const salt = body.subarray(0, 16)
    const length = body[20] ?? 0
    const sender = body.subarray(21, 21 + length)
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), p256dh, sender])
    const secret = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(sender), auth, info, 32))
    const key = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: aes128gcm\0", 16))
    const nonce = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: nonce\0", 12))
    const sealed = body.subarray(21 + length)
    const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(sealed.subarray(-16))
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString("utf8"))
  }
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      const { headers } = request
      const body = Buffer.from(await request.arrayBuffer())
      const [, token = "", key = ""] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.get("authorization") ?? "") ?? []
      const point = Buffer.from(key, "base64url")
      const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") }
      try {
        await jwtVerify(token, createPublicKey({ key: jwk, format: "jwk" }), { audience: new URL(peer.url).origin, subject: "mailto:admin@acme.test" })
        if (key !== keys.publicKey) throw new Error("another server's key")
        if (headers.get("content-encoding") !== "aes128gcm" || headers.get("ttl") === null) throw new Error("headers")
        if (peer.status === 201) taken.push({ headers, said: decrypt(body) })
      } catch (error) {
        peer.refused.push(String(error))
        return new Response(null, { status: 403 })
      }
      return new Response(null, { status: peer.status })
    }
  })
  peer.url = `http://127.0.0.1:${server.port}/push/1`
  return { peer, subscription: { endpoint: peer.url, keys: { p256dh: p256dh.toString("base64url"), auth: auth.toString("base64url") } } }
}
