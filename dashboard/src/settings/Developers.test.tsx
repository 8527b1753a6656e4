import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { ago, conversation, person, site } from "../../fixture/scene.ts"
import { named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../site/SitePage.tsx"
import "./SettingsPage.tsx"

const oskar = conversation(person("Oskar", null), [[1, { text: "Does it work?" }]])
const seen = { origin: "http://localhost:3000", isTest: true, at: ago(1) }

describe("the proof of an installation in the settings", () => {
  it("turns on with the first message", async () => {
    let firstConversationId: string | null = null
    const { say } = openApp("/acme/settings/developers", fakeServer([], { "websites.install": () => ({ seen, refused: null, firstConversationId }) as never }))
    await shown(text("Widget seen on http://localhost:3000"))
    expect(text("First message received")()).toBe(false)
    firstConversationId = oskar.header.id
    say({ _tag: "ConversationChanged", conversation: oskar.header })
    await shown(text("First message received"))
  })

  it("says when it could not be read, and reads it again", async () => {
    let isDown = true
    openApp("/acme/settings/developers", fakeServer([], { "websites.install": () => {
      if (isDown) throw new RpcFailure({ _tag: "Unreachable", status: null })
      return { seen: null, refused: null, firstConversationId: null }
    } }))
    await shown(text("Whether the widget works could not be read."))
    isDown = false
    await press("Try again")
    await shown(text("Waiting for your app"))
  })
})

it("what a signed identity needs stands there: secrets, and the website's id", async () => {
  openApp("/acme/settings/developers", fakeServer([]))
  await shown(text("Identity secrets"))
  await shown(named("Copy the website’s id"))
  expect(text(site.id)()).toBe(true)
})
