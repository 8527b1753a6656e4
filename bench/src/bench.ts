import { bytes } from "./bytes.ts"
import { dashboard } from "./dashboard.ts"
import { deliver } from "./deliver.ts"
import { fanout } from "./fanout.ts"
import { grow } from "./grow.ts"
import { http } from "./http.ts"
import { inbound } from "./inbound.ts"
import { type Lab, openLab } from "./lab.ts"
import { letters } from "./letters.ts"
import { limits } from "./limits.ts"
import { presign } from "./presign.ts"
import { type Measured, report } from "./report.ts"
import { resume } from "./resume.ts"
import { send } from "./send.ts"
import { sockets } from "./sockets.ts"
import { start } from "./start.ts"

/** Measures the figures that `wants` names; may give its neighbours along. */
type Group = (lab: Lab, wants: (figure: string) => boolean) => Promise<ReadonlyArray<Measured>>

const groups: ReadonlyArray<{ readonly figures: ReadonlyArray<string>; readonly measure: Group }> = [
  { figures: ["start.ms", "idle.rss.mib", "idle.rss.auth.mib"], measure: start },
  { figures: ["send.rate.share.1", "send.rate.share.16", "send.rate.share.64", "send.cpu.ratio.16", "send.transactions", "deliver.p99.ratio.64"], measure: send },
  { figures: ["deliver.p50.ratio.40", "deliver.p99.ratio.40"], measure: deliver },
  { figures: ["fanout.cpu.ratio.1000"], measure: fanout },
  { figures: ["socket.kib", "socket.opens"], measure: sockets },
  { figures: ["resume.queries"], measure: resume },
  { figures: ["grow.resume", "grow.inbox", "grow.inbox.long", "grow.timeline", "grow.send"], measure: grow },
  { figures: ["mail.fanout.cpu"], measure: letters },
  { figures: ["inbound.cpu"], measure: inbound },
  { figures: ["presign.cpu.ratio"], measure: presign },
  { figures: ["http.ratio"], measure: http },
  { figures: ["dashboard.grow"], measure: dashboard },
  { figures: ["bytes.client"], measure: bytes }
]

// bun run bench [figure …]: a figure's name or how it begins, as "grow" or "send.rate"; all without one.
const asked = process.argv.slice(2)
const isAsked = (figure: string) => asked.length === 0 || asked.some((name) => figure === name || figure.startsWith(`${name}.`))
const unknown = asked.filter((name) => !Object.keys(limits).some((figure) => figure === name || figure.startsWith(`${name}.`)))
if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(", ")}. There are:\n${Object.keys(limits).join("\n")}`)
  process.exit(1)
}

const { close, lab } = await openLab(Number(process.env["BENCH_REPEATS"] ?? 3))
const measured: Array<Measured> = []
try {
  for (const { figures, measure } of groups) {
    const wanted = figures.filter(isAsked)
    if (wanted.length === 0) continue
    console.log(wanted.join(", "))
    measured.push(...(await measure(lab, isAsked)).filter(({ figure }) => isAsked(figure)))
    await lab.rest()
  }
} finally {
  await close()
}
report(measured)
process.exit(0)
