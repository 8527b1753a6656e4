import { assert, describe, it } from "vitest"
import { others, rich } from "../../fixture/conversations.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { letter, notificationSettings } from "../../fixture/mail.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../inboxPage/InboxPage.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"
import { deliveryText, letterAbout } from "./deliveryText.ts"

/** A conversation whose visitor hasn't read the team's answer. */
const unread = others.find(({ header }) => header.visitor.name === "Priya Natarajan") ?? rich
const id = unread.header.id
const seq = unread.items.findLast(({ userId, visibility }) => userId !== null && visibility === "public")?.seq ?? 0

describe("Letters in the inbox", () => {
  it("belong to the messages they speak of, the newest letter first; members' own are nobody's business", () => {
    const letters = [letter("C", 3), letter("C", 3, { id: "newer", lastSeq: 5 }), letter("C", 4, { reader: "member" }), letter("C", 7, { state: "cancelled" })]
    assert.strictEqual(letterAbout(letters, [3])?.id, "newer")
    assert.strictEqual(letterAbout(letters, [5, 6])?.id, "newer")
    assert.isUndefined(letterAbout(letters, [7]))
    assert.strictEqual(deliveryText({ state: "queued", attempts: 2 }), "Mail is tried again")
  })

  it("show on the answer where they stand, live, with the reason and another try for one that failed", async () => {
    const retried: Array<string> = []
    const fixture = openApp(`/acme/inbox/${id}`, fakeServer(others, {
      "mail.deliveries": () => ({ deliveries: [letter(id, seq, { state: "sent" })], breakers: [] }),
      "mail.retry": ({ letterId }) => (retried.push(letterId), letter(id, seq, { id: letterId, state: "queued" }))
    }))
    await shown(text("Mailed", ".delivery"))
    fixture.say({ _tag: "DeliveryChanged", delivery: letter(id, seq, { state: "bounced", reason: "550 no such user", canRetry: true }) })
    await shown(text("Mail bounced", ".delivery"))
    await shown(text("550 no such user", ".delivery-trouble"))
    await press("Retry")
    await shown(text("Mail is tried again", ".delivery"))
    assert.lengthOf(retried, 1)
  })

  it("stand where they stood last, whichever way that is told: what was asked for may be answered after what came of it", async () => {
    const fixture = openApp(`/acme/inbox/${id}`, fakeServer(others, {
      "mail.deliveries": () => ({ deliveries: [letter(id, seq, { state: "failed", reason: "421 busy", canRetry: true, version: 3 })], breakers: [] }),
      "mail.retry": () => {
        fixture.say({ _tag: "DeliveryChanged", delivery: letter(id, seq, { state: "sent", version: 6 }) })
        return letter(id, seq, { state: "queued", attempts: 0, version: 4 })
      }
    }))
    await shown(text("Mail failed", ".delivery"))
    await press("Retry")
    await shown(text("Mailed", ".delivery"))
    // What was on the way is there by now, and another thing told after it.
    fixture.say({ _tag: "DeliveryChanged", delivery: letter(id, seq, { state: "sending", version: 5 }) })
    fixture.say({ _tag: "DeliveryChanged", delivery: letter(id, seq + 900, { recipient: "last@example.com" }) })
    await new Promise((resolve) => setTimeout(resolve, 0))
    await shown(text("Mailed", ".delivery"))
  })

  it("say on the visitor's panel what came and why nothing does", async () => {
    openApp(`/acme/inbox/${id}`, fakeServer(others, {
      "mail.ofVisitor": () => ({ email: "jane@example.com", suppressed: "bounced", deliveries: [letter(id, seq, { state: "bounced", reason: "550 no such user" })] })
    }))
    await press("Show details")
    await shown(text("a letter came back", ".mail-suppressed"))
    await shown(text("550 no such user", ".mail-list"))
  })
})

describe("Notifications", () => {
  it("are on or off each, wait as long as is chosen, and list the devices", async () => {
    const asked: Array<unknown> = []
    openApp("/acme/settings/notifications", fakeServer([], {
      "notifications.update": ({ settings }) => {
        asked.push(...settings)
        return notificationSettings
      }
    }))
    const delay = await shown(find<HTMLSelectElement>("select[aria-label^='Messages nobody answered']"))
    delay.value = "3600"
    delay.dispatchEvent(new Event("change", { bubbles: true }))
    await shown(() => asked.length === 1)
    assert.deepInclude(asked[0], { channel: "email_new_message", enabled: true, delaySeconds: 3600 })
    await press("Remove Safari on iPhone")
    await shown(() => named("Remove Safari on iPhone")() === undefined)
    await shown(text("gone@example.com"))
    await shown(text("He has a new mailbox"))
  })
})
