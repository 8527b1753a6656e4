import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { mkdtempSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { within } from "../../../e2e/src/within.ts"
import { freePort } from "../run/freePort.ts"
import { startNode } from "../proofs/startNode.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { letterAtMost } from "./Arrival.ts"
import { certificate } from "./testing/certificate.ts"
import { hand, letter } from "../../../e2e/src/peers/letters.ts"
import { LetterRoom } from "./SmtpListener.ts"
import { MailDesk } from "./testing/MailDesk.ts"

const folder = mkdtempSync(path.join(tmpdir(), "letters-"))
const file = (name: string) => path.join(folder, name)
for (const [name, text] of Object.entries(certificate)) writeFileSync(file(`${name}.pem`), text)

/** What a mail server answers to these lines, one by one. */
const converse = (port: number, lines: ReadonlyArray<string>) => within(10, "An answer", new Promise<string>((resolve, reject) => {
  const left = [...lines]
  let text = ""
  const socket = connect(port, "127.0.0.1")
  socket.on("data", (piece: Buffer) => {
    text += piece.toString()
    // The last line of an answer has a blank after its code.
    if (!/^\d{3} [^\n]*\r\n$/m.test(piece.toString().split("\r\n").slice(-2).join("\r\n"))) return
    const next = left.shift()
    if (next === undefined) socket.end()
    else socket.write(`${next}\r\n`)
  })
  socket.on("close", () => resolve(text))
  socket.on("error", reject)
}))

/** A mail server in the middle of handing a letter over: asked for it, and nothing of it sent. */
const untilData = async (port: number, to: string) => {
  const socket = connect(port, "127.0.0.1")
  let said = ""
  socket.on("data", (piece: Buffer) => void (said += piece.toString()))
  const answered = (code: string) => within(10, `An answer ${code}`, new Promise<void>((resolve) => {
    const look = () => {
      if (!new RegExp(`^${code} `, "m").test(said)) return
      socket.off("data", look)
      said = ""
      resolve()
    }
    socket.on("data", look)
    look()
  }))
  await answered("220")
  for (const [line, code] of [["EHLO mail.test", "250"], ["MAIL FROM:<vera@visitor.test>", "250"], [`RCPT TO:<${to}>`, "250"], ["DATA", "354"]] as const) {
    socket.write(`${line}\r\n`)
    await answered(code)
  }
  return { socket, answered }
}

const failing = async (work: Promise<unknown>): Promise<string> => work.then(() => "taken", (error: Error) => error.message)

layer(MailDesk.layer({ SMTP_INBOUND_TLS_CERT: file("cert.pem"), SMTP_INBOUND_TLS_KEY: file("key.pem") }), { excludeTestServices: true, timeout: "60 seconds" })("Our own mail server", (it) => {
  it.effect("takes letters for its domains and for no others, and lets nobody log in", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      const raw = letter({ from: "vera@visitor.test", to: visitorAddress, text: "Hi." })
      assert.include(await failing(hand(smtpPort, raw, { from: "vera@visitor.test", to: "somebody@elsewhere.test" })), "5.7.1 No letters for this domain here")
      const said = await converse(smtpPort, ["EHLO mail.test", "AUTH PLAIN AGEAYg==", "VRFY vera", "MAIL FROM:<a@b.test>", "RCPT TO:<c@elsewhere.test>", "DATA", "QUIT"])
      assert.notInclude(said, "AUTH")
      assert.match(said, /500 |502 /)
      assert.match(said, /550 5\.7\.1/)
      assert.match(said, /503 /)
      assert.strictEqual((await messages()).length, 2)
    })
  }))

  it.effect("says how large a letter may be, and takes one for a hundred at most", () => Effect.gen(function*() {
    const { smtpPort } = yield* MailDesk
    yield* Effect.promise(async () => {
      const said = await converse(smtpPort, [
        "EHLO mail.test", "MAIL FROM:<a@b.test>", ...Array.from({ length: 101 }, (_, n) => `RCPT TO:<someone${n}@in.acme.test>`), "RSET", `MAIL FROM:<a@b.test> SIZE=${letterAtMost + 1}`, "QUIT"
      ])
      assert.include(said, `SIZE ${letterAtMost}`)
      assert.lengthOf(said.match(/^452 4\.5\.3 /gm) ?? [], 1)
      assert.match(said, /^552 /m)
    })
  }))

  it.effect("speaks TLS where it has a certificate", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      await hand(smtpPort, letter({ from: "vera@visitor.test", to: visitorAddress, text: "Sealed." }), { from: "vera@visitor.test", to: visitorAddress }, {
        ignoreTLS: false, requireTLS: true, tls: { rejectUnauthorized: false }
      })
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["Sealed."])
    })
  }))

  it.effect("refuses what is too large for good, and is there for the next one", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      const say = (text: string) => hand(smtpPort, letter({ from: "vera@visitor.test", to: visitorAddress, text }), { from: "vera@visitor.test", to: visitorAddress })
      assert.match(await failing(say("x".repeat(998).concat("\r\n").repeat(Math.ceil(letterAtMost / 1000) + 50))), /552|size/)
      await say("Small.")
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["Small."])
    })
  }))

  it.effect("survives whoever hangs up, babbles or says nothing", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      for (const bytes of ["", "\0\0\0\0", "EHLO x\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<x@in.acme.test>\r\nDATA\r\nFrom: a", "A".repeat(100_000)]) {
        await new Promise<void>((resolve) => {
          const socket = connect(smtpPort, "127.0.0.1", () => {
            if (bytes !== "") socket.write(bytes)
            socket.destroySoon()
          })
          socket.on("close", () => resolve())
          socket.on("error", () => resolve())
        })
      }
      await hand(smtpPort, letter({ from: "vera@visitor.test", to: visitorAddress, text: "Still there?" }), { from: "vera@visitor.test", to: visitorAddress })
      assert.strictEqual((await messages()).length, 3)
    })
  }))
})

layer(MailDesk.layer().pipe(Layer.provide(Layer.succeed(LetterRoom, 100_000))), { excludeTestServices: true, timeout: "60 seconds" })("Our own mail server, when many bring large letters at once,", (it) => {
  it.effect("has no more of them in memory than it has room for, and takes the others when they come again", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress: to } = await talk()
      const say = (text: string) => hand(smtpPort, letter({ from: "vera@visitor.test", to, text }), { from: "vera@visitor.test", to })
      const [large, small] = [`First. ${"x".repeat(70).concat("\r\n").repeat(850)}`, `Second. ${"x".repeat(70).concat("\r\n").repeat(600)}`]
      // One is on its way and stays in the middle of it.
      const { answered, socket } = await untilData(smtpPort, to)
      socket.write(letter({ from: "vera@visitor.test", to, text: large }))
      // What fits beside it is taken; what doesn't is told to come again, until the first is done.
      await say("Small.")
      assert.match(await within(20, "A refusal", (async () => {
        for (;;) {
          const answer = await failing(say(small))
          if (answer !== "taken") return answer
        }
      })()), /452 4\.3\.1/)
      socket.write("\r\n.\r\n")
      await answered("250")
      socket.end()
      await say(small.replace("Second.", "Third."))
      // Whoever hangs up in the middle leaves the room they took.
      const { socket: gone } = await untilData(smtpPort, to)
      gone.write(letter({ from: "vera@visitor.test", to, text: large }), () => gone.destroySoon())
      await new Promise((resolve) => gone.on("close", resolve))
      const fourth = large.replace("First.", "Fourth.")
      await within(20, "Room for another", (async () => {
        while (await failing(say(fourth)) !== "taken");
      })())
      const words = (await messages()).slice(2).map(({ text }) => text?.split(" ")[0])
      assert.includeMembers(words, ["Small.", "First.", "Third.", "Fourth."])
    })
  }))
})

layer(MailDesk.layer({ SMTP_INBOUND_CLIENTS: "2" }), { excludeTestServices: true, timeout: "60 seconds" })("Our own mail server, where two may be connected,", (it) => {
  it.effect("sends a third away until one of them has left", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { visitorAddress: to } = await talk()
      const [one] = [await untilData(smtpPort, to), await untilData(smtpPort, to)]
      assert.match(await converse(smtpPort, []), /^421 /)
      one.socket.destroy()
      await within(20, "A place", (async () => {
        while (!(await converse(smtpPort, ["QUIT"])).startsWith("220 "));
      })())
    })
  }))
})

layer(MailDesk.layer({ SMTP_INBOUND_PROTOCOL: "lmtp" }), { excludeTestServices: true, timeout: "60 seconds" })("Beside a mail server of one's own", (it) => {
  it.effect("letters come in by LMTP", () => Effect.gen(function*() {
    const { smtpPort, talk } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      const said = await converse(smtpPort, [
        "LHLO mail.test", "MAIL FROM:<vera@visitor.test>", `RCPT TO:<${visitorAddress}>`, "DATA", `${letter({ from: "vera@visitor.test", to: visitorAddress, text: "By LMTP." })}\r\n.`, "QUIT"
      ])
      assert.match(said, /250 /)
      assert.deepStrictEqual((await messages()).slice(2).map(({ text }) => text), ["By LMTP."])
    })
  }))
})

layer(TestDatabase.layerDatabase.pipe(Layer.orDie), { excludeTestServices: true, timeout: "60 seconds" })("The listener", (it) => {
  it.effect("opens with the program, closes with it, and isn't there unless asked for", () => Effect.gen(function*() {
    const services = yield* Effect.context<TestDatabase>()
    const start = (settings: Record<string, string>) => Effect.runPromiseWith(services)(startNode({ PORT: String(freePort("127.0.0.1")), ...settings }))
    const port = freePort("127.0.0.1")
    const isOpen = () => new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => (socket.destroy(), resolve(true)))
      socket.on("error", () => resolve(false))
    })
    yield* Effect.promise(async () => {
      const without = await start({})
      assert.isFalse(await isOpen())
      await without.close()
      const settings = { SMTP_INBOUND_PORT: String(port), SMTP_INBOUND_DOMAIN: "in.acme.test" }
      const node = await start(settings)
      assert.isTrue(await isOpen())
      const second = await start(settings).then(() => "started", (error: unknown) => String(error))
      assert.include(second, `Port ${port} on 127.0.0.1 can't be opened for letters`)
      await node.close()
      assert.isFalse(await isOpen())
    })
  }))
})

layer(MailDesk.layer(), { excludeTestServices: true, timeout: "60 seconds" })("A mail server that hands over letters without end", (it) => {
  it.effect("is asked to come again later", () => Effect.gen(function*() {
    const { smtpPort } = yield* MailDesk
    yield* Effect.promise(() => within(20, "A refusal", new Promise<void>((resolve, reject) => {
      let said = ""
      const socket = connect(smtpPort, "127.0.0.1")
      socket.on("data", (piece: Buffer) => {
        const text = piece.toString()
        said = (said + text).slice(-400)
        if (/^220 /m.test(text)) socket.write("EHLO mail.test\r\n")
        // More than a minute's room, and what comes back of it meanwhile.
        else if (/^250-/m.test(text)) socket.write("MAIL FROM:<vera@visitor.test>\r\nRSET\r\n".repeat(1_800))
        if (/^451 4\.7\.1 Too many letters/m.test(said)) resolve()
        if (/^451 /m.test(said)) socket.destroy()
      })
      socket.on("error", reject)
      socket.on("close", () => reject(new Error(`Closed: ${said}`)))
    })))
  }))
})
