import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Capabilities } from "../capabilities/Capabilities.ts"
import { Server } from "../http/Server.ts"
import { SignUpGate } from "../members/SignUpGate.ts"
import { Demo } from "../seed/Demo.ts"
import { type Entry, Settings } from "../settings/Settings.ts"

/** Tells the person at the terminal, once everything serves, where to go. */
export const layer = (options: {
  readonly entry: Entry
  readonly notes: ReadonlyArray<string>
  readonly print: (text: string) => void
}) =>
  Layer.effectDiscard(Effect.gen(function*() {
    const { dataDir, publicUrl } = yield* Settings
    const { host, port } = yield* Server
    const offered = yield* (yield* Capabilities).get
    const ownerLink = yield* (yield* SignUpGate).firstOwnerLink
    const demo = options.entry === "start" ? null : (yield* Demo).signIn
    const rows: ReadonlyArray<readonly [string, string]> = [
      ["Serving", `${publicUrl}  (listening on ${host}:${port})`],
      ...(demo === null ? [] : [
        ["Inbox", `${publicUrl}/${demo.slug}/inbox?test=1`],
        ["  sign in", `${demo.email}  ${demo.password}`],
        ["Demo page", `${publicUrl}/demo`],
        ["Mail outbox", `${publicUrl}/dev/outbox`]
      ] as const),
      ...(ownerLink === null ? [] : [["First owner", `${ownerLink}  (works once)`]] as const),
      ["Data", dataDir],
      ["In force", `mail ${offered.mail}, files ${offered.storage}, billing ${offered.billing}, analytics ${offered.analytics}, AI ${offered.ai}, sign-up ${offered.signUp}`],
      ...(demo === null ? [] : [["Stop", "Ctrl-C"]] as const)
    ]
    const width = Math.max(...rows.map(([name]) => name.length))
    options.print([
      "",
      "  Cossistant is ready.",
      "",
      ...rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
      ...options.notes.map((note) => `\n  ${note}`),
      ""
    ].join("\n"))
  }))
