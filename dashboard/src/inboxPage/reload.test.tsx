import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { conversation, me, person, team } from "../../fixture/scene.ts"
import { find, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../site/SitePage.tsx"
import "./InboxPage.tsx"

const amelia = conversation(person("Amelia Hart", null), [[9, { text: "Is it back in stock?" }], [8, { userId: "u-jonas", text: "It is." }]])
const unreachable = () => {
  throw new RpcFailure({ _tag: "Unreachable", status: null })
}

describe("an inbox that is read anew and cannot be", () => {
  const open = () => {
    let isDown = false
    const fixture = fakeServer([amelia])
    const { call } = fixture.server.client
    // What is asked while the server is down is lost.
    Object.assign(fixture.server.client, { call: (...asked: Parameters<typeof call>) => isDown && /^inbox\.(list|open)/.test(asked[0]) ? Promise.resolve().then(unreachable) : call(...asked) })
    openApp(`/acme/inbox/${amelia.header.id}`, fixture)
    return {
      ...fixture,
      reload: () => {
        isDown = true
        fixture.say({ _tag: "Reload", reason: "too_old" })
        fixture.say({ _tag: "Position", token: "fixture.2" })
      },
      comeBack: () => isDown = false
    }
  }
  const isWhole = () => document.querySelector(".list-row") !== null && text("Is it back in stock?", ".bubble")() && find(".composer")() !== null

  it("stays as it was, says so, and is there again by a press", async () => {
    const { append, comeBack, reload } = open()
    await shown(isWhole)
    reload()
    await shown(() => text("What you see may be old.", ".list")() && text("What you see may be old.", ".conversation")())
    expect(isWhole()).toBe(true)
    comeBack()
    append(amelia.header.id, { visitorId: amelia.header.visitorId, text: "One more thing" })
    await press("Try again")
    await shown(() => document.querySelectorAll(".list-problem").length === 1)
    await press("Try again")
    await shown(() => document.querySelectorAll(".list-problem").length === 0 && isWhole())
  })

  it("is read again by itself when the line is back", async () => {
    const { comeBack, reload, setStatus } = open()
    await shown(isWhole)
    reload()
    await shown(text("What you see may be old."))
    comeBack()
    setStatus({ _tag: "Reconnecting", since: Date.now(), nextTryAt: Date.now() })
    setStatus({ _tag: "Online", transport: "socket" })
    await shown(() => document.querySelectorAll(".list-problem").length === 0)
    expect(isWhole()).toBe(true)
  })
})

describe("the team that could not be read", () => {
  it("is not said to have left, and has its names when the line is back", async () => {
    let isDown = true
    const { setStatus } = openApp(`/acme/inbox/${amelia.header.id}`, fakeServer([amelia], {
      "me.get": () => me, "team.list": () => isDown ? unreachable() : { members: team, former: [], myRole: "owner", invitations: [] }
    }))
    await shown(text("A colleague", ".timeline"))
    expect(text("A former colleague")()).toBe(false)
    isDown = false
    setStatus({ _tag: "Reconnecting", since: Date.now(), nextTryAt: Date.now() })
    setStatus({ _tag: "Online", transport: "socket" })
    await shown(text("Jonas Weber", ".timeline"))
  })
})
