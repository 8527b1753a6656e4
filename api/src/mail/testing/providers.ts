import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { simpleParser } from "mailparser"
import { createHmac, createHash } from "node:crypto"
import { rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { TestDatabase } from "../../testing/TestDatabase.ts"
import * as mail from "../layer.ts"
import type { Mailer } from "../Mailer.ts"
import { startHttpPeer } from "./httpPeer.ts"
import { localhostCertificate } from "../../../../e2e/src/peers/localhostCertificate.ts"
import { startSmtpPeer } from "../../../../e2e/src/peers/smtpPeer.ts"

/** A letter as it came out at the other end, whatever way it took. */
export interface Arrived {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly replyTo: string | undefined
  readonly header: (name: string) => string | undefined
}

/** One way of sending with the vendor's end of it. */
export interface Way {
  readonly provider: Mailer["Service"]["provider"]
  readonly arrived: Effect.Effect<ReadonlyArray<Arrived>>
  /** The vendor refuses the next letters, for now or for good. */
  readonly refuse: ((how: "later" | "never") => void) | undefined
  /** The vendor takes the next letter and never says so. */
  readonly fallSilent: (() => void) | undefined
}

export const senderSettings = { EMAIL_NOTIFICATION_FROM: "Support <support@acme.test>", EMAIL_MARKETING_FROM: "news@acme.test" }

export const mailerWith = (values: Record<string, string>) =>
  mail.layer.pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ ...senderSettings, ...values }))))

const fromMime = (raw: string): Effect.Effect<Arrived> => Effect.promise(async () => {
  const parsed = await simpleParser(raw)
  const lines = new Map(parsed.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(":") + 1).replace(/\r?\n\s+/g, " ").trim()]))
  return {
    from: parsed.from?.text ?? "", to: lines.get("to") ?? "", subject: parsed.subject ?? "",
    html: parsed.html || "", text: parsed.text ?? "", replyTo: parsed.replyTo?.text, header: (name) => lines.get(name.toLowerCase())
  }
})

const held = <A extends { readonly close: () => Promise<void> }>(start: () => A | Promise<A>) =>
  Effect.acquireRelease(Effect.promise(async () => start()), ({ close }) => Effect.promise(close))

/** https://resend.com/docs/api-reference/emails/send-email */
export const resendWay = Effect.gen(function*() {
  const keys = new Map<string, string>()
  const peer = yield* held(() => startHttpPeer(() => null))
  const take: typeof peer.answer = ({ headers, method, path }) => {
    if (headers.get("authorization") !== "Bearer re_secret") return Response.json({ statusCode: 401, name: "missing_api_key", message: "Missing API key" }, { status: 401 })
    if (method !== "POST" || path !== "/emails") return new Response(null, { status: 404 })
    const key = headers.get("idempotency-key") ?? crypto.randomUUID()
    const id = keys.get(key) ?? crypto.randomUUID()
    if (keys.has(key)) peer.requests.pop()
    keys.set(key, id)
    return Response.json({ id })
  }
  peer.answer = take
  const way: Way = {
    provider: "resend",
    arrived: Effect.sync(() => peer.requests.filter(({ headers }) => headers.get("authorization") === "Bearer re_secret").map(({ body }) => ({
      from: String(body["from"]), to: String(body["to"]), subject: String(body["subject"]), html: String(body["html"]), text: String(body["text"]),
      replyTo: body["reply_to"] === undefined ? undefined : String(body["reply_to"]),
      header: (name: string) => (body["headers"] as Record<string, string>)[name] // As documented: an object of texts.
    }))),
    refuse: (how) => {
      peer.answer = () => {
        peer.requests.pop()
        return how === "later"
          ? Response.json({ statusCode: 429, name: "rate_limit_exceeded", message: "Too many requests" }, { status: 429 })
          : Response.json({ statusCode: 422, name: "validation_error", message: "Invalid `to` field" }, { status: 422 })
      }
    },
    fallSilent: () => {
      peer.answer = (request) => {
        take(request)
        peer.answer = take
        return new Response("", { status: 502 })
      }
    }
  }
  return { way, peer, mailer: mailerWith({ EMAIL_TRANSPORT_PROVIDER: "resend", RESEND_API_KEY: "re_secret", RESEND_BASE_URL: peer.url }) }
})

const hex = (text: string) => createHash("sha256").update(text).digest("hex")

/** Whether a request is signed as Signature Version 4 wants it (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). */
const isSigned = (headers: Headers, method: string, path: string, body: string, secret: string) => {
  const [, id = "", date = "", region = "", service = "", signed = "", signature = ""] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d+)\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]+)$/.exec(headers.get("authorization") ?? "") ?? []
  const lines = signed.split(";").map((name) => `${name}:${headers.get(name)?.trim()}\n`).join("")
  const canonical = [method, path, "", lines, signed, hex(body)].join("\n")
  const scope = `${date}/${region}/${service}/aws4_request`
  const toSign = ["AWS4-HMAC-SHA256", headers.get("x-amz-date"), scope, hex(canonical)].join("\n")
  const mac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest()
  const key = mac(mac(mac(mac(`AWS4${secret}`, date), region), service), "aws4_request")
  return id === "AKIATEST" && service === "ses" && mac(key, toSign).toString("hex") === signature
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export const sesWay = Effect.gen(function*() {
  const taken: Array<string> = []
  const peer = yield* held(() => startHttpPeer(() => null))
  const take: typeof peer.answer = ({ body, headers, method, path }) => {
    if (!isSigned(headers, method, path, JSON.stringify(body), "ses secret")) return Response.json({ message: "The request signature is wrong." }, { status: 403 })
    const { ConfigurationSetName, Content, Destination, FromEmailAddress } = body as {
      // SendEmail's documented body.
      readonly ConfigurationSetName?: string
      readonly FromEmailAddress?: string
      readonly Destination?: { readonly ToAddresses?: ReadonlyArray<string> }
      readonly Content?: { readonly Raw?: { readonly Data?: string } }
    }
    if (path !== "/v2/email/outbound-emails" || ConfigurationSetName !== "events" || FromEmailAddress === undefined || Destination?.ToAddresses?.length !== 1) {
      return Response.json({ message: "BadRequestException" }, { status: 400 })
    }
    taken.push(Buffer.from(Content?.Raw?.Data ?? "", "base64").toString("utf8"))
    return Response.json({ MessageId: `0100-${taken.length}` })
  }
  peer.answer = take
  const way: Way = {
    provider: "ses",
    arrived: Effect.suspend(() => Effect.forEach(taken, fromMime)),
    refuse: (how) => {
      peer.answer = () => how === "later"
        ? Response.json({ message: "Too many" }, { status: 429, headers: { "x-amzn-errortype": "TooManyRequestsException" } })
        : Response.json({ message: "Address not verified" }, { status: 400, headers: { "x-amzn-errortype": "MessageRejected" } })
    },
    fallSilent: () => {
      peer.answer = (request) => {
        take(request)
        void peer.close()
        return null
      }
    }
  }
  return {
    way,
    peer,
    mailer: mailerWith({
      EMAIL_TRANSPORT_PROVIDER: "ses", SES_REGION: "eu-west-1", SES_ACCESS_KEY_ID: "AKIATEST", SES_SECRET_ACCESS_KEY: "ses secret",
      SES_CONFIGURATION_SET: "events", SES_ENDPOINT: peer.url
    })
  }
})

/** A mail server with an account, over TLS as `mode` says. */
export const smtpWay = (mode: "starttls" | "implicit" | "none", more: Readonly<Record<string, string>> = {}) => Effect.gen(function*() {
  const peer = yield* held(() => startSmtpPeer(mode))
  const file = path.join(tmpdir(), `ca-${crypto.randomUUID()}.pem`)
  yield* Effect.acquireRelease(Effect.sync(() => writeFileSync(file, localhostCertificate.cert)), () => Effect.sync(() => rmSync(file)))
  const way: Way = {
    provider: "smtp",
    arrived: Effect.suspend(() => Effect.forEach(peer.received, ({ raw }) => fromMime(raw))),
    refuse: (how) => {
      peer.next = how === "later" ? 451 : 554
    },
    fallSilent: () => {
      peer.next = "hang-up"
    }
  }
  return {
    way,
    peer,
    mailer: mailerWith({
      EMAIL_TRANSPORT_PROVIDER: "smtp", SMTP_HOST: "localhost", SMTP_PORT: String(peer.port), SMTP_TLS: mode, SMTP_CA_FILE: file,
      SMTP_USERNAME: "mia", SMTP_PASSWORD: "pass word", ...more
    })
  }
})

/** Letters kept in the database at hand. */
export const outboxWay = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  const way: Way = {
    provider: "outbox",
    arrived: Effect.orDie(Effect.map(
      admin<{ recipient: string; subject: string; html: string; text: string }>`select * from outbox order by sent_at`,
      (rows) => rows.map((row) => ({ ...row, from: "", to: row.recipient, replyTo: undefined, header: () => undefined }))
    )),
    refuse: undefined,
    fallSilent: undefined
  }
  return { way, mailer: mailerWith({ EMAIL_TRANSPORT_PROVIDER: "outbox" }) }
})
