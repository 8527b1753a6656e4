import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { hostname } from "node:os"
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from "smtp-server"
import ipaddr from "ipaddr.js"
import { addressPrefix } from "../limits/addressPrefix.ts"
import { Limiter } from "../limits/Limiter.ts"
import { letterAtMost } from "./Arrival.ts"
import { Inbound } from "./Inbound.ts"
import { ReplyAddress } from "./ReplyAddress.ts"
import { type SmtpSettings, smtpSettings } from "./smtpSettings.ts"

/** Another program receives letters where we should. */
export class SmtpPortInUse extends Schema.TaggedError<SmtpPortInUse>()("SmtpPortInUse", { host: Schema.String, port: Schema.Int, why: Schema.String }) {
  override get message(): string {
    return `Port ${this.port} on ${this.host} can't be opened for letters (${this.why}): stop what holds it, or set SMTP_INBOUND_PORT to a free one.`
  }
}

const recipientsAtMost = 100
/** From one network; a server of our own that hands letters on may bring those of everybody. */
const lettersAMinute = (address: string) => ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast" ? 60 : 1_200
const idleMs = 60_000

/** An answer of SMTP's with its code (RFC 5321 §4.2, RFC 3463). */
const answer = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })

/**
 * Our own mail server, for letters to the inbound domains and nobody else: it relays nothing, keeps nothing and knows no log-in.
 * It answers when a letter is safe. Open for as long as the layer lives, and only where `SMTP_INBOUND_PORT` is set.
 */
export class SmtpListener extends Context.Service<SmtpListener, { readonly port: number | null }>()("api/inbound/SmtpListener") {
  static readonly layer = Layer.effect(SmtpListener, Effect.gen(function*() {
    const settings = yield* smtpSettings
    if (settings === null) return SmtpListener.of({ port: null })
    return SmtpListener.of({ port: yield* listen(settings) })
  }))
}

const listen = Effect.fnUntraced(function*(settings: SmtpSettings) {
  const inbound = yield* Inbound
  const limiter = yield* Limiter
  const { domains } = yield* ReplyAddress
  const { SMTPServer } = yield* Effect.promise(() => import("smtp-server"))
  const fork = Effect.runForkWith(yield* Effect.context<never>())
  /** Runs for a connection and tells it what came of it; a defect asks the sender to try again later. */
  const forClient = (work: Effect.Effect<void, Error>, callback: (error?: Error | null) => void) => {
    fork(Effect.matchCauseEffect(work, {
      onSuccess: () => Effect.sync(() => callback()),
      onFailure: (cause) => {
        const refused = cause.reasons.find((reason) => reason._tag === "Fail")?.error
        return Effect.andThen(
          refused === undefined ? Effect.logError("A letter could not be received", cause) : Effect.void,
          Effect.sync(() => callback(refused ?? answer(451, "4.3.0 Try again later")))
        )
      }
    }))
  }

  const options: SMTPServerOptions = {
    name: hostname(),
    banner: "Letters to conversations",
    lmtp: settings.protocol === "lmtp",
    size: letterAtMost,
    authOptional: true,
    disabledCommands: ["AUTH", ...settings.tls === null ? ["STARTTLS"] : []],
    ...settings.tls,
    disableReverseLookup: true,
    maxClients: settings.clients,
    socketTimeout: idleMs,
    closeTimeout: 3_000,
    logger: false,
    onMailFrom: (_, session, callback) => forClient(
      limiter.take({ key: `smtp ${addressPrefix(session.remoteAddress)}`, limit: lettersAMinute(session.remoteAddress), window: "1 minute" }).pipe(
        Effect.mapError(() => answer(451, "4.7.1 Too many letters: try again later"))
      ),
      callback
    ),
    onRcptTo: ({ address }, session, callback) => {
      const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase()
      if (!domains.includes(domain)) return callback(answer(550, "5.7.1 No letters for this domain here"))
      callback(session.envelope.rcptTo.length >= recipientsAtMost ? answer(452, "4.5.3 Too many recipients") : null)
    },
    onData: (stream, session, callback) => forClient(
      Effect.flatMap(Effect.tryPromise({ try: () => read(stream), catch: (error) => error instanceof Error ? error : answer(451, "4.3.0 Try again later") }), (body) =>
        Effect.asVoid(inbound.receive({
          door: "smtp",
          raw: traced(body, session),
          envelope: { from: fromOf(session), to: session.envelope.rcptTo.map(({ address }) => address) },
          verdicts: {},
          peer: { address: session.remoteAddress, helo: session.hostNameAppearsAs || session.clientHostname, envelopeFrom: fromOf(session) }
        }))),
      callback
    )
  }
  const server = new SMTPServer(options)
  yield* Effect.acquireRelease(
    Effect.callback<void, SmtpPortInUse>((resume) => {
      const failed = ({ message }: Error) => resume(Effect.fail(new SmtpPortInUse({ host: settings.host, port: settings.port, why: message })))
      server.once("error", failed)
      server.listen(settings.port, settings.host, () => {
        server.removeListener("error", failed)
        // A client that hangs up in the middle: nothing of ours is lost.
        server.on("error", () => {})
        resume(Effect.void)
      })
    }),
    // Stops taking letters, sees out those that are on the way, and hangs up on whoever is left.
    () => Effect.callback<void>((resume) => void server.close(() => resume(Effect.void)))
  )
  const bound = server.server.address()
  const port = typeof bound === "object" && bound !== null ? bound.port : settings.port
  yield* Effect.annotateLogs(Effect.logInfo("Letters are received"), { port, protocol: settings.protocol, domains: domains.join(", ") || "none" })
  return port
})

const fromOf = ({ envelope: { mailFrom } }: SMTPServerSession): string => mailFrom === false ? "" : mailFrom.address

/** Reads a letter; one that is too large is read to its end and refused for good. */
const read = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const pieces: Array<Buffer> = []
  for await (const piece of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) pieces.push(piece)
  if (stream.sizeExceeded) throw answer(552, "5.3.4 This letter is too large")
  return Buffer.concat(pieces)
}

/** A letter with what its last server adds (RFC 5321 §4.4): whence it came, and to whom reports go. */
const traced = (body: Buffer, session: SMTPServerSession): Buffer => {
  const clean = (text: string) => text.replace(/[^\x21-\x7e]/g, "")
  const lines = [
    `Return-Path: <${clean(fromOf(session))}>`,
    `Received: from ${clean(session.hostNameAppearsAs || "unknown")} ([${clean(session.remoteAddress)}]) by ${clean(hostname())} with ${session.transmissionType}; ${new Date().toUTCString()}`
  ]
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n`), body])
}
