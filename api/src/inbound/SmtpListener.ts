import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Semaphore from "effect/Semaphore"
import { hostname } from "node:os"
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from "smtp-server"
import ipaddr from "ipaddr.js"
import { addressPrefix } from "../limits/addressPrefix.ts"
import { Limiter } from "../limits/Limiter.ts"
import { Stopping } from "../realtime/Stopping.ts"
import { Isolation } from "../sql/isolation.ts"
import { letterAtMost } from "./Arrival.ts"
import { Inbound } from "./Inbound.ts"
import { ReplyAddress } from "./ReplyAddress.ts"
import { type SmtpSettings, smtpSettings } from "./smtpSettings.ts"

/** Letters can't be received where they should: mostly since another program does. */
export class SmtpPortInUse extends Schema.TaggedError<SmtpPortInUse>()("SmtpPortInUse", { host: Schema.String, port: Schema.Int, why: Schema.String }) {
  override get message(): string {
    const toDo = /EADDRNOTAVAIL|ENOTFOUND|Failed to listen/.test(this.why)
      ? "set SMTP_INBOUND_HOST to an address of this machine, or to 0.0.0.0 for every one it has."
      : /EACCES/.test(this.why)
        ? "set SMTP_INBOUND_PORT to one above 1023 and let the firewall lead port 25 there, or give the right (AmbientCapabilities=CAP_NET_BIND_SERVICE under systemd)."
        : "stop what holds it, or set SMTP_INBOUND_PORT to a free one."
    return `Port ${this.port} on ${this.host} can't be opened for letters (${this.why}): ${toDo}`
  }
}

/** How many bytes of letters all connections together may have in memory while they are taken in. Who finds it full is asked to come again. */
export const LetterRoom = Context.Reference<number>("api/inbound/LetterRoom", { defaultValue: () => 6 * letterAtMost })

/** A letter being read costs several times its size: so many bytes of letters are dealt with at once, the others wait for their turn. */
const workRoom = 2 * letterAtMost
const workUnit = 256 * 1024

const recipientsAtMost = 100
/** From one network; a server of our own that hands letters on may bring those of everybody. */
const lettersAMinute = (address: string) => ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast" ? 60 : 1_200
/** How long those who are connected may take to leave when the program stops. */
const closeWithin = 3000
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
    yield* (yield* Isolation).proven // as for every other door
    return SmtpListener.of({ port: yield* listen(settings) })
  }))
}

const listen = Effect.fnUntraced(function*(settings: SmtpSettings) {
  const inbound = yield* Inbound
  const limiter = yield* Limiter
  const { domains } = yield* ReplyAddress
  const { SMTPServer } = yield* Effect.promise(() => import("smtp-server"))
  const room = yield* LetterRoom
  let held = 0
  const streams = new Map<string, SMTPServerDataStream>()
  const work = yield* Semaphore.make(workRoom / workUnit)
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

  const stopping = yield* Stopping
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
    closeTimeout: closeWithin,
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
    // A letter whose sender hangs up has no end by itself.
    onClose: ({ id }) => void streams.get(id)?.destroy(answer(421, "4.4.2 The connection was lost")),
    onData: (stream, session, callback) => {
      streams.set(session.id, stream)
      let own = 0
      const grow = (bytes: number) => {
        if (held + bytes > room) return false
        held += bytes
        own += bytes
        return true
      }
      const shrink = () => {
        held -= own
        own = 0
      }
      const letter = Effect.tryPromise({ try: () => read(stream, grow, shrink).finally(() => streams.delete(session.id)), catch: (error) => error instanceof Error ? error : answer(451, "4.3.0 Try again later") })
      forClient(
        Effect.flatMap(letter, (body) => work.withPermits(Math.ceil((body.length + 1) / workUnit))(Effect.suspend(() => inbound.receive({
          door: "smtp",
          raw: traced(body, session),
          envelope: { from: fromOf(session), to: session.envelope.rcptTo.map(({ address }) => address) },
          verdicts: {},
          peer: { address: session.remoteAddress, helo: session.hostNameAppearsAs || session.clientHostname, envelopeFrom: fromOf(session) }
        })))).pipe(Effect.asVoid, Effect.ensuring(Effect.sync(shrink))),
        callback
      )
    }
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
    () => Effect.suspend(() => Effect.timeoutOption(
      Effect.callback<void>((resume) => void server.close(() => resume(Effect.void))), stopping.within("work", closeWithin)
    ))
  )
  const bound = server.server.address()
  const port = typeof bound === "object" && bound !== null ? bound.port : settings.port
  yield* Effect.annotateLogs(Effect.logInfo("Letters are received"), { port, protocol: settings.protocol, domains: domains.join(", ") || "none" })
  return port
})

const fromOf = ({ envelope: { mailFrom } }: SMTPServerSession): string => mailFrom === false ? "" : mailFrom.address

/**
 * Reads a letter; one that is too large is read to its end and refused for good, one there is no room for is read to its end
 * and asked to come again. `grow` asks for room, `shrink` gives it back.
 */
const read = async (stream: SMTPServerDataStream, grow: (bytes: number) => boolean, shrink: () => void): Promise<Buffer> => {
  const pieces: Array<Buffer> = []
  let size = 0
  let isCrowded = false
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length
    // The stream says only at its end that it was too large.
    if (!isCrowded && size <= letterAtMost && grow(piece.length)) pieces.push(piece)
    else {
      isCrowded ||= size <= letterAtMost
      pieces.length = 0
      shrink()
    }
  }
  if (stream.sizeExceeded || size > letterAtMost) throw answer(552, "5.3.4 This letter is too large")
  if (isCrowded) throw answer(452, "4.3.1 Too many letters at once: try again later")
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
