import { ownWidgetSuite } from "@cossistant/core/suite/parts/ownWidgetSuite"
import { createRef } from "react"
import { expect, it, vi } from "vitest"
import { partsDriver } from "../testing/partsDriver.tsx"
import { mergeRefs, shouldDisplayConversation } from "../utils.ts"

ownWidgetSuite("React", partsDriver)

it("sets every one of merged refs, runs the cleanup of one that gave it, and empties the others", () => {
  const object = createRef<HTMLElement>()
  const cleanup = vi.fn()
  const plain = vi.fn()
  const merged = mergeRefs<HTMLElement>(object, () => cleanup, plain, null, undefined)
  const element = document.createElement("div")
  expect(merged(element)).toBeUndefined()
  expect([object.current, plain.mock.calls]).toEqual([element, [[element]]])
  merged(null)
  expect([object.current, plain.mock.calls.at(-1), cleanup.mock.calls.length]).toEqual([null, [null], 1])
})

it("lists conversations of attachments alone, and neither empty nor archived ones", () => {
  const image = { text: "", parts: [{ type: "image" }] }
  expect([
    shouldDisplayConversation({ deletedAt: null, lastTimelineItem: image }), shouldDisplayConversation({ title: "Kettles" }),
    shouldDisplayConversation({ deletedAt: null }), shouldDisplayConversation({ title: "Kettles", deletedAt: "2026-03-04T00:00:00.000Z" })
  ]).toEqual([true, true, false, false])
})
