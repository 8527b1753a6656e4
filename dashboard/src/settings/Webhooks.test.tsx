import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import type { PayloadEnc, SuccessEnc } from "@cossistant/core/client/procedures"
import type { InboxRpcs } from "@cossistant/core/rpcs"
import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { me, team } from "../../fixture/scene.ts"
import { openApp, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

type Endpoint = SuccessEnc<typeof InboxRpcs, "webhooks.update">
type Delivery = SuccessEnc<typeof InboxRpcs, "webhooks.replay">

const at = "2026-04-15T09:00:00.000Z"
const endpoint: Endpoint = {
  id: "01JZ0000000000000000000001", url: "https://api.acme.example/hook", description: "Order system", events: ["message.created"],
  isTest: false, isEnabled: true, disabledReason: null, oldSecretUntil: null, createdAt: at
}
const dead: Delivery = {
  id: "dlv_1", eventId: "evt_1", type: "message.created", state: "dead", attempts: 11, createdAt: at, nextAt: null,
  lastTry: { at, ms: 12, status: 500, error: null, body: "broken" }
}
const button = (label: string) => () => [...document.querySelectorAll<HTMLButtonElement>("button")].find((one) => one.textContent?.trim() === label)
const open = (answers: Parameters<typeof fakeServer>[1]) => openApp("/acme/settings/webhooks", fakeServer([], answers))

describe("the webhooks page", () => {
  it("asks for the first endpoint where there is none, and shows its secret once", async () => {
    let asked: PayloadEnc<typeof InboxRpcs, "webhooks.create"> | undefined
    open({
      "webhooks.list": () => [],
      "webhooks.create": (payload) => {
        asked = payload
        return { endpoint: { ...endpoint, ...payload }, secret: "whsec_abc" }
      }
    })
    await shown(text("No endpoint yet."))
    ;(await shown(button("New endpoint"))).click()
    const address = await shown(() => document.querySelector<HTMLInputElement>("input[type=url]"))
    address.value = "https://api.acme.example/hook"
    address.dispatchEvent(new InputEvent("input", { bubbles: true }))
    ;(await shown(button("Create endpoint"))).click()
    await shown(text("whsec_abc"))
    expect(asked).toMatchObject({ url: "https://api.acme.example/hook", events: ["conversation.created", "message.created"], isTest: false })
    expect(document.querySelectorAll(".webhook-row")).toHaveLength(1)
    expect(document.querySelector(".webhook-row")?.textContent).not.toContain("whsec_")
  })

  it("says why an address is refused", async () => {
    open({ "webhooks.list": () => [], "webhooks.create": () => { throw new RpcFailure({ _tag: "WebhookUrlRefused", reason: "private_address" } as const) } })
    ;(await shown(button("New endpoint"))).click()
    const address = await shown(() => document.querySelector<HTMLInputElement>("input[type=url]"))
    address.value = "http://10.0.0.1/"
    address.dispatchEvent(new InputEvent("input", { bubbles: true }))
    ;(await shown(button("Create endpoint"))).click()
    await shown(text("This address lies in a private network", "[role=alert]"))
  })

  it("shows how deliveries went, what was sent, and sends again", async () => {
    let replayed = ""
    open({
      "webhooks.list": () => [endpoint],
      "webhooks.deliveries": () => ({ deliveries: [dead], next: null }),
      "webhooks.delivery": () => ({ delivery: dead, body: `{"type":"message.created"}`, tries: [dead.lastTry ?? { at, ms: 0, status: null, error: "", body: null }] }),
      "webhooks.replay": ({ deliveryId }) => {
        replayed = deliveryId
        return { ...dead, state: "pending" }
      }
    })
    ;(await shown(button("Deliveries"))).click()
    await shown(text("Answered 500, 11 tries"))
    ;(await shown(() => document.querySelector<HTMLButtonElement>(".webhook-delivery"))).click()
    await shown(text("broken"))
    ;(await shown(button("Send again"))).click()
    await shown(() => replayed === "dlv_1")
  })

  it("says so when it can't be loaded, and tries again", async () => {
    let tries = 0
    open({ "webhooks.list": () => {
      if (++tries === 1) throw new RpcFailure({ _tag: "InternalError", id: "e1" } as const)
      return [endpoint]
    } })
    await shown(text("The webhooks could not be loaded"))
    ;(await shown(button("Try again"))).click()
    await shown(text("Order system"))
  })

  it("keeps an endpoint that was saved while the list was still being read", async () => {
    const fixture = fakeServer([], { "webhooks.create": (payload) => ({ endpoint: { ...endpoint, ...payload }, secret: "whsec_abc" }) })
    const { client } = fixture.server
    const passOn = client.call as (tag: string, payload: unknown) => Promise<unknown> // Whichever procedure it is.
    const lists: Array<(list: ReadonlyArray<Endpoint>) => void> = []
    const call = (tag: string, payload: unknown) => {
      if (tag !== "webhooks.list") return passOn(tag, payload)
      return new Promise((resolve, reject) => {
        lists.push(resolve)
        if (lists.length === 1) reject(new RpcFailure({ _tag: "InternalError", id: "e1" } as const))
      })
    }
    openApp("/acme/settings/webhooks", { server: { ...fixture.server, client: { ...client, call: call as typeof client.call } } }) // It gives what it is given.
    ;(await shown(button("Try again"))).click()
    ;(await shown(button("New endpoint"))).click()
    const address = await shown(() => document.querySelector<HTMLInputElement>("input[type=url]"))
    address.value = "https://api.acme.example/new"
    address.dispatchEvent(new InputEvent("input", { bubbles: true }))
    ;(await shown(button("Create endpoint"))).click()
    await shown(text("whsec_abc"))
    lists[1]?.([])
    await shown(() => lists.length === 3)
    lists[2]?.([{ ...endpoint, url: "https://api.acme.example/new" }])
    await shown(text("https://api.acme.example/new", ".webhook-row"))
    expect(document.querySelectorAll(".webhook-row")).toHaveLength(1)
  })

  it("leaves a delivery where it is while the list is read anew, with the focus on it", async () => {
    let reads = 0
    open({
      "webhooks.list": () => [endpoint],
      "webhooks.deliveries": () => ({ deliveries: [{ ...dead, attempts: 10 + ++reads }], next: null }),
      "webhooks.test": () => dead
    })
    ;(await shown(button("Deliveries"))).click()
    const row = await shown(() => document.querySelector<HTMLButtonElement>(".webhook-delivery"))
    row.focus()
    ;(await shown(button("Send a test"))).click()
    await shown(text("Answered 500, 12 tries"))
    expect(document.activeElement).toBe(row)
  })

  it("shows that an endpoint switched itself off when it answers that it is gone", async () => {
    let isGone = false
    open({
      "webhooks.list": () => [isGone ? { ...endpoint, isEnabled: false, disabledReason: "gone" } : endpoint],
      "webhooks.deliveries": () => ({ deliveries: isGone ? [{ ...dead, attempts: 1, lastTry: { at, ms: 9, status: 410, error: null, body: null } }] : [], next: null }),
      "webhooks.test": () => {
        isGone = true
        return { ...dead, state: "pending" }
      }
    })
    ;(await shown(button("Send a test"))).click()
    await shown(text("Off: it answered that it is gone", ".webhook-row"))
    await shown(button("Switch on"))
  })

  it("says why there was no answer, and how often it was tried", async () => {
    const silent: Delivery = { ...dead, lastTry: { at, ms: 15_000, status: null, error: "No whole answer in time.", body: null } }
    open({ "webhooks.list": () => [endpoint], "webhooks.deliveries": () => ({ deliveries: [silent], next: null }) })
    ;(await shown(button("Deliveries"))).click()
    await shown(text("No whole answer in time, 11 tries"))
  })

  it("doesn't leave an old refusal beside a new one", async () => {
    open({ "webhooks.list": () => [], "webhooks.create": () => { throw new RpcFailure({ _tag: "WebhookUrlRefused", reason: "scheme" } as const) } })
    ;(await shown(button("New endpoint"))).click()
    const address = await shown(() => document.querySelector<HTMLInputElement>("input[type=url]"))
    address.value = "ftp://api.acme.example/"
    address.dispatchEvent(new InputEvent("input", { bubbles: true }))
    ;(await shown(button("Create endpoint"))).click()
    await shown(text("must begin with https://", "[role=alert]"))
    for (const box of document.querySelectorAll<HTMLInputElement>(".webhook-choices input:checked")) box.click()
    ;(await shown(button("Create endpoint"))).click()
    await shown(text("Choose at least one."))
    expect([...document.querySelectorAll("[role=alert]")].map(({ textContent }) => textContent)).toEqual(["Choose at least one."])
  })

  it("is not a member's", async () => {
    const organizations = me.organizations.map((organization) => ({ ...organization, role: "member" as const }))
    open({ "me.get": () => ({ ...me, organizations }), "team.list": () => ({ members: team, former: [], myRole: "member", invitations: [] }) })
    await shown(text("For owners and admins"))
  })
})
