import type { Lab } from "./lab.ts"
import { memoryOf } from "./processes.ts"
import { type Measured } from "./report.ts"
import { openMember } from "./targets.ts"

/** How soon the bundle answers, and what it holds while nothing happens, before and after a member came. */
export const start = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const site = await lab.site(100, 1)
  const [startMs, idle, signedIn]: [Array<number>, Array<number>, Array<number>] = [[], [], []]
  for (let n = 0; n < lab.repeats + 2; n++) {
    const program = await lab.freshProduct()
    startMs.push(program.startMs)
    if (n < lab.repeats) {
      await Bun.sleep(5000)
      idle.push(memoryOf(program.pid) / 1024)
      const session = await fetch(`${program.url}/api/auth/get-session`, { headers: { cookie: site.cookie } })
      if ((await session.json()) === null) throw new Error("The session wasn't accepted.")
      const member = await openMember(program, site)
      await member.call("inbox.list", { websiteId: site.websiteId, view: "open", isTest: false })
      await Bun.sleep(2000)
      signedIn.push(memoryOf(program.pid) / 1024)
      member.close()
    }
    await program.stop()
  }
  return [
    { figure: "start.ms", runs: startMs },
    { figure: "idle.rss.mib", runs: idle },
    { figure: "idle.rss.auth.mib", runs: signedIn }
  ]
}
