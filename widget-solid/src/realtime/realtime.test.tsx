import { realtimeSuite } from "@cossistant/core/suite/parts/realtimeSuite"
import { eventually } from "@cossistant/core/suite/screen"
import { expect, it } from "vitest"
import { useConversationTimelineItems, useRealtimeSupport } from "../hooks.ts"
import { makePage } from "../primitives/testing/mount.tsx"
import { useRealtimeConnection } from "../realtime.ts"
import { partsDriver } from "../testing/partsDriver.tsx"

realtimeSuite("Solid", partsDriver)

const page = makePage()
const shown = (wanted: string) => eventually(`text ${wanted}`, () => document.body.textContent?.includes(wanted))

it("realtime tells what happens in its documented shape, after the widget knows of it", async () => {
  const id = page.server.begin(["> Hello"])
  page.comeBack()
  const known: Array<number> = []
  const types: Array<string> = []
  const Listener = () => {
    const thread = useConversationTimelineItems(id)
    const live = useRealtimeSupport({
      onEvent: ({ type }) => {
        types.push(type)
        known.push(thread.items.length)
      }
    })
    return <p>{live.isConnected ? "connected" : "not yet"} {thread.items.length} {live.lastEvent?.type} {String(live.lastEvent === live.lastMessage)}</p>
  }
  page.show(() => <Listener />)
  await shown("connected 1")
  page.server.say(id, "News")
  await shown("connected 2 conversationUpdated true")
  expect(types).toEqual(["timelineItemCreated", "conversationUpdated"])
  expect(known[0]).toBe(2)
})

it("says why where there is no connection to listen to", () => {
  const Connection = () => <p>{String(useRealtimeConnection().isConnected)}</p>
  expect(() => page.draw(() => <Connection />)).toThrow("RealtimeProvider")
})
