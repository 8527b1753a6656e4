import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import type { SuccessEnc } from "@cossistant/core/client/procedures"
import type { InboxRpcs } from "@cossistant/core/rpcs"
import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { me, team } from "../../fixture/scene.ts"
import { accountLetters } from "../../fixture/system.ts"
import { openApp, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

type State = SuccessEnc<typeof InboxRpcs, "system.state">
type Job = SuccessEnc<typeof InboxRpcs, "system.deadJobs">["jobs"][number]

const at = "2026-04-15T09:00:00.000Z"
const capabilities: State["capabilities"] = {
  mail: "smtp", storage: "s3", billing: "self_hosted", analytics: "postgres", geo: "none", ai: "none", signUp: "invite",
  publicUrl: "https://support.acme.example", isDevelopment: false
}
const calm = (["letters", "webhooks", "jobs"] as const).map((what) => ({ what, count: 0, failing: 0, oldest: null, reason: null }))
const state: State = { version: "0.1.0", capabilities, waiting: calm, dead: 0 }
const job = (id: string): Job => ({ id, kind: "billing.look", reason: "503 Service Unavailable", attempts: 8, createdAt: at, deadAt: at })
const button = (label: string) => () => [...document.querySelectorAll<HTMLButtonElement>("button")].find((one) => one.textContent?.trim() === label)
const open = (answers: Parameters<typeof fakeServer>[1]) =>
  openApp("/acme/settings/system", fakeServer([], { "mail.accountLetters": () => ({ letters: [], nextCursor: null }), ...answers }))

describe("the system page", () => {
  it("says what is in force and that nothing waits and nothing was given up", async () => {
    open({ "system.state": () => state, "system.deadJobs": () => ({ jobs: [], nextCursor: null }) })
    await shown(text("Sent by SMTP"))
    await shown(text("In S3 storage"))
    await shown(text("0.1.0"))
    await shown(text("Nothing was given up."))
    expect(document.body.textContent?.match(/Nothing waits/g)).toHaveLength(3)
  })

  it("shows what waits for a service that is down, and why", async () => {
    const waiting = calm.map((one) => one.what === "letters" ? { ...one, count: 4, failing: 3, oldest: at, reason: "The mail server could not be reached." } : one)
    open({ "system.state": () => ({ ...state, waiting }), "system.deadJobs": () => ({ jobs: [], nextCursor: null }) })
    await shown(text("3 failing"))
    await shown(text("The mail server could not be reached."))
  })

  it("tries given-up work again, drops it only when asked twice, and pages", async () => {
    const asked: Array<string> = []
    let held = [job("A"), job("B")]
    const gone = (what: string) => ({ jobId }: { readonly jobId: string }) => {
      asked.push(`${what} ${jobId}`)
      held = held.filter(({ id }) => id !== jobId)
    }
    open({
      "system.state": () => state,
      "system.deadJobs": ({ cursor }) => cursor === undefined ? { jobs: held, nextCursor: held.length === 2 ? "1.B" : null } : { jobs: [job("C")], nextCursor: null },
      "system.retryJob": gone("retry"),
      "system.dropJob": gone("drop")
    })
    ;(await shown(button("Show older ones"))).click()
    await shown(() => document.querySelectorAll(".letter-row").length === 3)
    ;(await shown(button("Try again"))).click()
    await shown(() => document.querySelectorAll(".letter-row").length === 1)
    ;(await shown(button("Drop"))).click()
    expect(asked).toEqual(["retry A"])
    const sure = await shown(button("Drop for good"))
    await shown(() => document.activeElement === sure)
    ;(await shown(button("Keep"))).click()
    await shown(() => document.activeElement?.textContent === "Drop")
    ;(await shown(button("Drop"))).click()
    ;(await shown(button("Drop for good"))).click()
    await shown(text("Nothing was given up."))
    expect(asked).toEqual(["retry A", "drop B"])
  })

  it("shows account letters that didn't arrive, sends one again while that helps, and drops one only when asked twice", async () => {
    const asked: Array<string> = []
    let held = accountLetters
    const gone = (what: string) => ({ letterId }: { readonly letterId: string }) => {
      asked.push(`${what} ${letterId.slice(-2)}`)
      held = held.filter(({ id }) => id !== letterId)
    }
    open({
      "system.state": () => state, "system.deadJobs": () => ({ jobs: [], nextCursor: null }),
      "mail.accountLetters": () => ({ letters: held, nextCursor: null }),
      "mail.retryAccountLetter": gone("retry"), "mail.dropAccountLetter": gone("drop")
    })
    await shown(text("Password reset"))
    await shown(text("jonas.weber@acme.example"))
    await shown(text("It can't be sent again: invite this address anew in Team."))
    expect(document.querySelectorAll("[aria-label^='Send again']")).toHaveLength(1)
    ;(await shown(button("Send again"))).click()
    await shown(() => document.querySelectorAll(".letter-row").length === 1)
    ;(await shown(button("Drop"))).click()
    const sure = await shown(button("Drop for good"))
    await shown(() => document.activeElement === sure)
    expect(asked).toEqual(["retry 31"])
    sure.click()
    await shown(text("Every one of them left."))
    expect(asked).toEqual(["retry 31", "drop 30"])
  })

  it("says that somebody else was faster", async () => {
    open({
      "system.state": () => state, "system.deadJobs": () => ({ jobs: [job("A")], nextCursor: null }),
      "system.retryJob": () => { throw new RpcFailure({ _tag: "DeadJobNotFound", id: "A" } as const) }
    })
    ;(await shown(button("Try again"))).click()
    await shown(text("This work is no longer among the given-up", "[role=alert]"))
  })

  it("says so when it can't be loaded, and loads on a press", async () => {
    let tries = 0
    open({
      "system.state": () => {
        if (++tries === 1) throw new RpcFailure({ _tag: "InternalError", id: "e1" } as const)
        return state
      },
      "system.deadJobs": () => ({ jobs: [], nextCursor: null })
    })
    await shown(text("The server's state could not be loaded"))
    ;(await shown(button("Try again"))).click()
    await shown(text("Sent by SMTP"))
  })

  it("is not an admin's, and asks nothing for one", async () => {
    const asked: Array<string> = []
    const organizations = me.organizations.map((organization) => ({ ...organization, role: "admin" as const }))
    open({
      "me.get": () => ({ ...me, organizations }), "team.list": () => ({ members: team, former: [], myRole: "admin", invitations: [] }),
      "system.state": () => (asked.push("state"), state)
    })
    await shown(text("For owners"))
    expect(asked).toEqual([])
  })
})
