import { ownWidgetSuite } from "@cossistant/core/suite/parts/ownWidgetSuite"
import { createRoot, createSignal } from "solid-js"
import { expect, it, vi } from "vitest"
import { partsDriver } from "../testing/partsDriver.tsx"
import { mergeRefs, shouldDisplayConversation, useRenderElement } from "../utils.ts"
import { makePage } from "./testing/mount.tsx"

ownWidgetSuite("Solid", partsDriver)

const page = makePage()

it("sets every one of merged refs", () => {
  const [element, setElement] = createSignal<HTMLElement>()
  const plain = vi.fn()
  const div = document.createElement("div")
  expect(mergeRefs<HTMLElement>(setElement, plain, null, undefined)(div)).toBeUndefined()
  expect([element(), plain.mock.calls]).toEqual([div, [[div]]])
})

it("draws a part of the host's own as the primitives are drawn", () => {
  const drawn = createRoot(() => useRenderElement("p", { class: ({ kind }) => `is-${kind}`, children: ({ kind }) => `of ${kind}` }, {
    state: { kind: "mine" }, props: { id: "own" }
  }))
  page.draw(() => drawn)
  expect(document.querySelector("p#own.is-mine")?.textContent).toBe("of mine")
})

it("lists conversations of attachments alone, and neither empty nor archived ones", () => {
  const image = { text: "", parts: [{ type: "image" }] }
  expect([
    shouldDisplayConversation({ deletedAt: null, lastTimelineItem: image }), shouldDisplayConversation({ title: "Kettles" }),
    shouldDisplayConversation({ deletedAt: null }), shouldDisplayConversation({ title: "Kettles", deletedAt: "2026-03-04T00:00:00.000Z" })
  ]).toEqual([true, true, false, false])
})
