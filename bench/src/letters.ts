import type { SQL } from "bun"
import type { Database } from "./database.ts"
import type { Lab } from "./lab.ts"
import { messageId } from "./messageId.ts"
import { cpuOf, cpuOfFamily } from "./processes.ts"
import type { Program, Variables } from "./programs.ts"
import { type Measured, note } from "./report.ts"
import { type Site, writeSite } from "./site.ts"
import { startSmtpSink } from "./smtpSink.ts"
import { median } from "./statistics.ts"
import { openVisitor } from "./targets.ts"

/** A member gets one letter about four conversations or more, so each round has fewer on a site. */
const [sites, members, conversations] = [10, 10, 3]
const lettersARound = sites * members * conversations
/** Rounds that draw the page and warm up. */
const warmUps = 2
const text = "Good morning! Where is my order **4711**? I have been waiting for a week and [nobody](https://shop.example/help) could tell me."

/**
 * What a letter about a visitor's message costs the server, from the message itself until the letter is settled: who is to be
 * told, the letter drawn, sealed, queued and written to the outbox. Every member of ten teams wants letters at once. Sending
 * the same letters to a mail server is a note.
 */
export const letters = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const sink = await startSmtpSink()
  const ways: ReadonlyArray<{ readonly name: string; readonly settings: Variables; readonly runs: Array<number>; readonly databaseRuns: Array<number> }> = [
    {
      name: "smtp",
      settings: {
        EMAIL_TRANSPORT_PROVIDER: "smtp", EMAIL_NOTIFICATION_FROM: "Bench <support@bench.test>", SMTP_HOST: "127.0.0.1", SMTP_PORT: String(sink.port), SMTP_TLS: "none",
        SMTP_INBOUND_DOMAIN: "in.bench.test"
      },
      runs: [],
      databaseRuns: []
    },
    { name: "outbox", settings: { EMAIL_TRANSPORT_PROVIDER: "outbox", SMTP_INBOUND_DOMAIN: "in.bench.test" }, runs: [], databaseRuns: [] }
  ]
  for (const { databaseRuns, name, runs, settings } of ways) {
    const database = await lab.database(`letters_${name}`)
    const teams = await writeTeams(database.admin, (lab.repeats + warmUps) * conversations)
    const program = await lab.productOn(database, settings)
    for (let n = 0; n < lab.repeats + warmUps; n++) {
      const [before, seen] = [cpuOfFamily(lab.postgres.pid), sink.taken()]
      const cpu = await round(program, database, teams, n)
      if (name === "smtp" && sink.taken() - seen !== lettersARound) throw new Error(`${sink.taken() - seen} letters arrived instead of ${lettersARound}.`)
      if (n < warmUps) continue
      runs.push(cpu)
      databaseRuns.push((cpuOfFamily(lab.postgres.pid) - before) / lettersARound * 1000)
    }
    await program.stop()
    note(`CPU a letter by ${name}: server ${median(runs).toFixed(2)} ms, database ${median(databaseRuns).toFixed(2)} ms`)
  }
  await sink.close()
  return [{ figure: "mail.fanout.cpu", runs: ways.find(({ name }) => name === "outbox")?.runs ?? [] }]
}

/** Sites whose members all want a letter at once, each with conversations that wait for their first message. */
const writeTeams = async (admin: SQL, conversations: number): Promise<ReadonlyArray<Site>> => {
  const written: Array<Site> = []
  for (let n = 1; n <= sites; n++) {
    const site = await writeSite(admin, n, { conversations, messages: 0 })
    await admin.begin(async (sql) => {
      await sql.unsafe(`insert into auth.users (id, name, email, "emailVerified", "updatedAt")
        select '${n}-' || m, 'Member ' || m, 'member-${n}-' || m || '@bench.test', true, now() from generate_series(2, ${members}) m`)
      await sql.unsafe(`insert into member (organization_id, user_id, role)
        select w.organization_id, '${n}-' || m, 'admin' from website w, generate_series(2, ${members}) m where w.id = '${site.websiteId}'`)
      await sql.unsafe(`insert into notification_setting (website_id, user_id, channel, enabled, delay_seconds)
        select '${site.websiteId}', t.user_id, 'email_new_message', true, 0 from site_team t where t.website_id = '${site.websiteId}'`)
    })
    written.push(site)
  }
  await admin`analyze`
  return written
}

/** Everyone speaks once, each in a conversation of this round; gives the server's CPU a letter, in milliseconds. */
const round = async (program: Program, { admin }: Database, teams: ReadonlyArray<Site>, n: number): Promise<number> => {
  const sent = async () => Number((await admin`select count(*) as n from letter where state = 'sent'`)[0]?.n)
  const already = await sent()
  const before = cpuOf(program.pid)
  await Promise.all(teams.flatMap((site) => Array.from({ length: conversations }, async (_, place) => {
    const at = n * conversations + place + 1
    const visitor = await openVisitor(program, site, at)
    await visitor.call("conversations.send", { conversationId: site.conversationId(at), messageId: messageId(), text })
    visitor.close()
  })))
  const deadline = performance.now() + 180_000
  while (await sent() - already < lettersARound) {
    if (performance.now() > deadline) throw new Error(`${await sent() - already} letters went out instead of ${lettersARound}.`)
    await Bun.sleep(50)
  }
  return (cpuOf(program.pid) - before) / lettersARound * 1000
}
