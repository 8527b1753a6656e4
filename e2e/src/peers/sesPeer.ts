import { createHash } from "node:crypto"
import { simpleParser, type ParsedMail } from "mailparser"
import { refusalOf } from "./sigV4.ts"

const keys = { AKIATEST: "ses secret" }

/** A letter as SES took it, with the id it gave. */
export interface TakenLetter {
  readonly id: string
  readonly mail: ParsedMail
}

/** SendEmail's documented body, as much of it as is used (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html). */
interface SendEmail {
  readonly Content?: { readonly Raw?: { readonly Data?: string } }
}

/** SES's API on loopback: it takes letters that are signed with its key. */
export const startSesPeer = () => {
  const taken: Array<TakenLetter> = []
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      const body = await request.text()
      const headers = new Headers(request.headers)
      if (!headers.has("x-amz-content-sha256")) headers.set("x-amz-content-sha256", createHash("sha256").update(body).digest("hex"))
      const url = new URL(request.url)
      const refusal = refusalOf({ method: request.method, url, headers }, keys, new Date())
      if (refusal !== undefined) return Response.json({ message: refusal }, { status: 403, headers: { "x-amzn-errortype": refusal } })
      if (request.method !== "POST" || url.pathname !== "/v2/email/outbound-emails") return Response.json({ message: "NotFoundException" }, { status: 404 })
      const { Content } = JSON.parse(body) as SendEmail // A letter that isn't there has no recipient, which the test misses.
      const id = `0100-${crypto.randomUUID()}`
      taken.push({ id, mail: await simpleParser(Buffer.from(Content?.Raw?.Data ?? "", "base64")) })
      return Response.json({ MessageId: id })
    }
  })
  return {
    taken,
    settings: {
      SES_REGION: "eu-west-1", SES_ACCESS_KEY_ID: "AKIATEST", SES_SECRET_ACCESS_KEY: keys.AKIATEST, SES_ENDPOINT: `http://127.0.0.1:${server.port}`
    },
    stop: () => server.stop(true)
  }
}
