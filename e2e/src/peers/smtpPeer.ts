import type { AddressInfo } from "node:net"
import { type ParsedMail, simpleParser } from "mailparser"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"
import { localhostCertificate } from "./localhostCertificate.ts"

/** A letter as it came in at a mail server. */
export interface ReceivedMail {
  readonly mail: ParsedMail
  readonly raw: string
  /** Where reports on it go (RFC 5321 §4.4, Return-Path). */
  readonly envelopeFrom: string
  readonly isSecure: boolean
  readonly user: string | undefined
}

export interface SmtpPeer {
  readonly port: number
  readonly received: ReadonlyArray<ReceivedMail>
  /** The first letter that fits, once it is there; fails after 15 s. */
  readonly until: (fits: (mail: ReceivedMail) => boolean) => Promise<ReceivedMail>
  /** What the server does with the next letters instead of taking them: says a code, or hangs up after the whole letter came. */
  next: "take" | "hang-up" | number
  readonly close: () => Promise<void>
}

/** A real mail server on this machine that knows one account, `mia` with `pass word`. */
export const startSmtpPeer = async (mode: "starttls" | "implicit" | "none"): Promise<SmtpPeer> => {
  const received: Array<ReceivedMail> = []
  const waiting = new Set<() => void>()
  const peer: SmtpPeer = {
    port: 0,
    received,
    next: "take",
    until: (fits) => new Promise((resolve, reject) => {
      const look = () => {
        const mail = received.find(fits)
        if (mail === undefined) return
        waiting.delete(look)
        clearTimeout(deadline)
        resolve(mail)
      }
      const deadline = setTimeout(() => reject(new Error(`No such letter came; these did: ${received.map(({ mail }) => mail.subject).join(", ")}`)), 45_000)
      waiting.add(look)
      look()
    }),
    close: () => new Promise((resolve) => server.close(() => resolve()))
  }
  const options: SMTPServerOptions = {
    ...localhostCertificate,
    secure: mode === "implicit",
    ...(mode === "none" ? { disabledCommands: ["STARTTLS"], allowInsecureAuth: true } : {}),
    authOptional: mode === "none",
    onAuth: ({ password, username }, _, done) =>
      username === "mia" && password === "pass word" ? done(null, { user: username }) : done(new Error("Invalid username or password")),
    onData: (stream, session, done) => {
      const pieces: Array<Buffer> = []
      stream.on("data", (piece: Buffer) => pieces.push(piece))
      stream.on("end", async () => {
        const raw = Buffer.concat(pieces).toString("utf8")
        const { mailFrom } = session.envelope
        const about = { raw, envelopeFrom: mailFrom === false ? "" : mailFrom.address, isSecure: session.secure, user: session.user }
        if (peer.next === "hang-up") {
          received.push({ mail: await simpleParser(raw), ...about })
          for (const connection of server.connections) connection.close()
          return
        }
        if (typeof peer.next === "number") {
          const error: Error & { responseCode?: number } = new Error("not now")
          error.responseCode = peer.next
          return done(error)
        }
        received.push({ mail: await simpleParser(raw), ...about })
        done()
        for (const look of waiting) look()
      })
    }
  }
  const server = new SMTPServer(options) as SMTPServer & { readonly connections: Set<{ close: () => void }> } // A field its types leave out.
  server.on("error", () => undefined)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
  return Object.assign(peer, { port: (server.server.address() as AddressInfo).port }) // It listens on a port.
}
