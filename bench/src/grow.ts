import type { Socket } from "./client.ts"
import type { Lab } from "./lab.ts"
import { messageId } from "./messageId.ts"
import type { Program } from "./programs.ts"
import { type Measured, note } from "./report.ts"
import { type Site, writeMessages } from "./site.ts"
import { come } from "./sockets.ts"
import { median } from "./statistics.ts"
import { openMember, openVisitor } from "./targets.ts"

const asks = 300
const many = 1_000_000
const idleSockets = 4000
const history = { long: 100_000, short: 10, missed: 10 }

/** How much slower everyday things get when there is much of everything: medians of asking both sides by turns. */
export const grow = async (lab: Lab, wants: (figure: string) => boolean): Promise<ReadonlyArray<Measured>> => {
  const measured: Array<Measured> = []
  const add = async (figure: string, measure: () => Promise<readonly [large: Ask, small: Ask]>) => {
    if (!wants(figure)) return
    const [large, small] = await measure()
    await compare(large, small)
    const runs: Array<number> = []
    for (let n = 0; n < lab.repeats; n++) {
      const p50 = await compare(large, small)
      runs.push(p50.large / p50.small)
      if (n === 0) note(`${figure}: ${p50.large.toFixed(2)} ms against ${p50.small.toFixed(2)} ms`)
    }
    measured.push({ figure, runs })
  }
  const program = await lab.productOn(await lab.productDatabase(), patient)
  const inbox = async (conversations: number, messages: number) => {
    const site = await lab.site(conversations, messages)
    return by(() => openMember(program, site), (member) =>
      member.call("inbox.list", { websiteId: site.websiteId, view: "open", isTest: false }))
  }

  await add("grow.resume", () => resumes(lab, program))
  await add("grow.timeline", async () => {
    const { site } = await longHistory(lab)
    const page = (beforeSeq: number) => by(() => openVisitor(program, site, 1), (visitor) =>
      visitor.call("conversations.timeline", { conversationId: site.conversationId(1), beforeSeq }))
    return [await page(51), await page(history.long + 1)]
  })
  await add("grow.inbox.long", async () => {
    const pair = [await inbox(2000, 1000), await inbox(2000, 1)] as const
    await settle(lab)
    return pair
  })
  await add("grow.inbox", async () => {
    const pair = [await inbox(many, 1), await inbox(many / 100, 1)] as const
    await settle(lab)
    return pair
  })
  await add("grow.send", async () => {
    const site = await lab.site(many, 1)
    await settle(lab)
    await come(program, site, 1, idleSockets)
    const empty = await lab.emptyProduct(patient)
    const pair = [await sends(program, site, idleSockets + 1), await sends(empty.program, empty.site, 1)] as const
    for (const send of pair) await warmUp(send)
    return pair
  })
  return measured
}

/** One visitor asks more often here than a visitor may. */
const patient = { RPC_FRAMES_PER_SECOND: "10000" }

/** Asks once; gives how long the answer took in milliseconds. */
type Ask = () => Promise<number>

const timed = async (answer: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await answer()
  return performance.now() - started
}

/** Asks over several sockets in turn: a single one may not ask so often. */
const by = async (open: () => Promise<Socket>, ask: (socket: Socket) => Promise<unknown>): Promise<Ask> => {
  const sockets = await Promise.all(Array.from({ length: 16 }, open))
  let next = 0
  return () => timed(async () => {
    const socket = sockets[next++ % sockets.length]
    if (socket !== undefined) await ask(socket)
  })
}

/** Hot code is compiled after some thousand messages, in a program that has run for a while; one of the two has done more than the other. */
const warmUp = async (ask: Ask) => {
  for (let n = 0; n < 4000; n++) await ask()
}

const compare = async (large: Ask, small: Ask) => {
  const times = { large: new Array<number>(), small: new Array<number>() }
  for (let n = 0; n < asks; n++) {
    times.large.push(await large())
    times.small.push(await small())
  }
  return { large: median(times.large), small: median(times.small) }
}

/** As a database that has run for a while: bulk rows counted for the figures, nobody's news any more, seen by autovacuum, written out by a checkpoint. */
const settle = async (lab: Lab) => {
  const { admin } = await lab.productDatabase()
  for (const deadline = performance.now() + 300_000; ; await Bun.sleep(500)) {
    const [left] = await admin`select (select count(*) from conversation) - (select count(*) from analytics_fact) as conversations`
    if (Number(left?.conversations) <= 0) break
    if (performance.now() > deadline) throw new Error(`${left?.conversations} conversations weren't counted.`)
  }
  await admin`delete from notification_watch`
  await admin`update notification_position set position = pg_snapshot_xmin(pg_current_snapshot()), late_since = null, late_site = null, late_conversation = null, late_upto = null`
  await admin`vacuum analyze`
  await admin`checkpoint`
}

const sends = (program: Program, site: Site, n: number) => by(() => openVisitor(program, site, n), (visitor) =>
  visitor.call("conversations.send", { conversationId: site.conversationId(n), messageId: messageId(), text: "Where is my order?" }))

/** Two conversations, one with a long past and one with hardly any; with the token of a moment before each got ten more items. */
const longHistory = (lab: Lab) => histories ??= writeHistories(lab)
let histories: ReturnType<typeof writeHistories> | undefined

const writeHistories = async (lab: Lab) => {
  const { admin } = await lab.productDatabase()
  const site = await lab.site(2, 0)
  const write = async (conversation: number, from: number, to: number) => {
    await writeMessages(admin, site, { from: conversation, to: conversation }, { from, to })
    await admin`update conversation set last_seq = ${to}, last_public_seq = ${to}, last_message_seq = ${to}, version = version + 1, changed_in = pg_current_xact_id()
      where website_id = ${site.websiteId} and id = ${site.conversationId(conversation)}`
  }
  await write(1, 1, history.long)
  await write(2, 1, history.short)
  await settle(lab)
  const program = await lab.freshProduct()
  const token = await (await openVisitor(program, site, 1)).subscribe({ token: null }, () => {})
  await program.stop()
  await write(1, history.long + 1, history.long + history.missed)
  await write(2, history.short + 1, history.short + history.missed)
  return { site, token }
}

const resumes = async (lab: Lab, program: Program) => {
  const { site, token } = await longHistory(lab)
  const visit = (n: number) => async () => {
    const visitor = await openVisitor(program, site, n)
    // By name: what nobody told, as rows written by SQL, may be told live at this very moment too.
    const missed = new Set<string>()
    const ms = await timed(() => visitor.subscribe({ token }, (event) => {
      if (event._tag === "ItemChanged" && event.item) missed.add(event.item.id)
    }))
    visitor.close()
    if (missed.size !== history.missed) throw new Error(`${missed.size} items came instead of ${history.missed}.`)
    return ms
  }
  return [visit(1), visit(2)] as const
}
