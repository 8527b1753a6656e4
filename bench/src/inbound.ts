import { hand } from "../../e2e/src/peers/letters.ts"
import { localPartOf, makeReplyToken } from "../../api/src/inbound/replyToken.ts"
import type { Lab } from "./lab.ts"
import { kinds, writeMail } from "./mails.ts"
import { cpuOf, cpuOfFamily } from "./processes.ts"
import { authSecret, freePort, type Program } from "./programs.ts"
import { type Measured, note } from "./report.ts"
import { type Site, writeSite } from "./site.ts"
import { median } from "./statistics.ts"

/** Letters of one kind a round; a conversation takes 30 an hour, the listener 1,200 a minute from this machine. */
const [letters, atOnce] = [60, 4]
/** Rounds that load what reads letters and warm up. */
const warmUps = 2
const domain = "in.bench.test"

/**
 * What a visitor's answer by mail of 50 KB costs the server, through its own mail server until it is a message: three kinds,
 * as many of each.
 */
export const inbound = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const database = await lab.database("answers")
  const site = await writeSite(database.admin, 1, { conversations: (lab.repeats + warmUps) * letters, messages: 1 })
  const port = await freePort()
  const program = await lab.productOn(database, { SMTP_INBOUND_PORT: String(port), SMTP_INBOUND_DOMAIN: domain })
  const costs = kinds.map((kind) => ({ kind, runs: new Array<number>() }))
  const databaseRuns: Array<number> = []
  for (let n = 0; n < lab.repeats + warmUps; n++) {
    const before = cpuOfFamily(lab.postgres.pid)
    for (const { kind, runs } of costs) {
      const cpu = await deliver(program, port, site, kind, n)
      if (n >= warmUps) runs.push(cpu)
    }
    if (n >= warmUps) databaseRuns.push((cpuOfFamily(lab.postgres.pid) - before) / (letters * kinds.length) * 1000)
  }
  const [said] = await database.admin`select count(*)::int as n from timeline_item
    where website_id = ${site.websiteId} and seq > 1 and type = 'message' and text like 'Thank you%' and length(text) < 300`
  const expected = (lab.repeats + warmUps) * letters * kinds.length
  if (said?.n !== expected) throw new Error(`${said?.n} letters became messages instead of ${expected}.`)
  note(`CPU a letter: server ${costs.map(({ kind, runs }) => `${median(runs).toFixed(1)} ms ${kind}`).join(", ")}; database ${median(databaseRuns).toFixed(1)} ms`)
  return [{ figure: "inbound.cpu", runs: databaseRuns.map((_, n) => costs.reduce((sum, { runs }) => sum + (runs[n] ?? Number.NaN), 0) / kinds.length) }]
}

/** Hands one letter to each conversation of a round; gives the server's CPU a letter, in milliseconds. */
const deliver = async ({ pid }: Program, port: number, site: Site, kind: typeof kinds[number], round: number): Promise<number> => {
  const { tokenOf } = makeReplyToken(authSecret)
  const mails = Array.from({ length: letters }, (_, n) => {
    const conversationId = site.conversationId(round * letters + n + 1)
    const to = `${localPartOf(conversationId, tokenOf({ websiteId: site.websiteId, conversationId, recipient: { type: "visitor", id: "" } }))}@${domain}`
    return { to, raw: writeMail(kind, to) }
  })
  let next = 0
  const before = cpuOf(pid)
  await Promise.all(Array.from({ length: atOnce }, async () => {
    // Taken is told when it stands in the conversation.
    for (let mail = mails[next++]; mail !== undefined; mail = mails[next++]) await hand(port, mail.raw, { from: "vera@visitor.test", to: mail.to })
  }))
  return (cpuOf(pid) - before) / letters * 1000
}
