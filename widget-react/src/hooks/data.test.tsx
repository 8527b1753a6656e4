import { dataSuite } from "@cossistant/core/suite/parts/dataSuite"
import { eventually, press } from "@cossistant/core/suite/screen"
import { expect, it } from "vitest"
import { useConversationPage, useConversations } from "../hooks.ts"
import { makePage } from "../primitives/testing/mount.tsx"
import { partsDriver } from "../testing/partsDriver.tsx"

dataSuite("React", partsDriver)

const page = makePage()
const shown = (wanted: string) => eventually(`text ${wanted}`, () => (document.body.textContent ?? "").includes(wanted))
const asked = (tag: string) => page.server.requests.filter((request) => request.tag === tag)
const isListening = () => eventually("a subscription", () => asked("sync.subscribe").length > 0)

it("a data hook draws again only for what it shows, and gives the same functions each time", async () => {
  const id = page.server.begin(["> Hello"])
  page.comeBack()
  let renders = 0
  const functions = new Set<unknown>()
  const List = () => {
    const { conversations, refetch } = useConversations()
    renders++
    functions.add(refetch)
    return <p>{conversations.length} listed</p>
  }
  const Writing = () => {
    const { composer } = useConversationPage({ conversationId: id })
    return <button onClick={() => composer.setMessage(`${composer.message}a`)}>type {composer.message}</button>
  }
  page.show(<><List /><Writing /></>)
  await shown("1 listed")
  await isListening()
  await shown("type")
  const before = renders
  await press(/^type/)
  await shown("type a")
  await press(/^type/)
  await shown("type aa")
  expect(renders).toBe(before)
  expect(functions.size).toBeLessThanOrEqual(2) // strict mode makes each memo twice, once
})
