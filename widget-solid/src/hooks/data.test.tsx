import { dataSuite } from "@cossistant/core/suite/parts/dataSuite"
import { eventually, press } from "@cossistant/core/suite/screen"
import { createEffect, For } from "solid-js"
import { expect, it } from "vitest"
import { useConversationPage, useConversations } from "../hooks.ts"
import { makePage } from "../primitives/testing/mount.tsx"
import { partsDriver } from "../testing/partsDriver.tsx"

dataSuite("Solid", partsDriver)

const page = makePage()
const shown = (wanted: string) => eventually(`text ${wanted}`, () => (document.body.textContent ?? "").includes(wanted))
const asked = (tag: string) => page.server.requests.filter((request) => request.tag === tag)
const isListening = () => eventually("a subscription", () => asked("sync.subscribe").length > 0)

it("a data hook draws again only what changed, and keeps what stays", async () => {
  const id = page.server.begin(["> Hello"])
  page.server.begin(["> Another"])
  page.comeBack()
  let runs = 0
  const List = () => {
    const list = useConversations()
    createEffect(() => {
      runs += list.conversations.length >= 0 ? 1 : 0
    })
    return <For each={list.conversations}>{(conversation) => <p data-id={conversation.id}>{conversation.lastTimelineItem?.text}</p>}</For>
  }
  const Writing = () => {
    const thread = useConversationPage({ conversationId: id })
    return <button onClick={() => thread.composer.setMessage(`${thread.composer.message}a`)}>type {thread.composer.message}</button>
  }
  page.show(() => <><List /><Writing /></>)
  const row = await eventually("a row", () => document.querySelector(`[data-id='${id}']`))
  await isListening()
  await shown("type")
  const before = runs
  await press(/^type/)
  await shown("type a")
  await press(/^type/)
  await shown("type aa")
  expect(runs).toBe(before)
  page.server.say(id, "News")
  await eventually("the news, first", () => document.querySelector("p")?.textContent === "News")
  expect(document.querySelector(`[data-id='${id}']`)).toBe(row)
})
