import { describe, it } from "vitest"
import { eventually, press } from "../screen.ts"
import { makePartsStage, type PartsDriver, says } from "./stage.tsx"

const lines = (count: number) => Array.from({ length: count }, (_, index) => `> line ${index + 1}`)

/** A long thread, a part at a time, run over each renderer. */
export const pagingSuite = (renderer: string, driver: PartsDriver<never>): void => {
  const { hooks: H, options, signal } = driver
  describe(`paging through a thread in ${renderer}`, { timeout: 20_000 }, () => {
    const page = makePartsStage(driver)
    /** What the promises of the thread's functions gave. */
    const given: Array<unknown> = []
    const heard = (work: Promise<{ readonly items: ReadonlyArray<{ readonly text?: string | null | undefined }> }>) =>
      void work.then(({ items }) => given.push(`${items.length} from ${items[0]?.text}`), (cause: Error) => given.push(cause.message))

    const Thread = (props: { readonly id: string; readonly limit?: number; readonly cursor?: string | null; readonly onNext?: (cursor: string | undefined) => void }) => {
      const thread = H.useConversationTimelineItems(
        options(() => props.id), options(() => ({ ...(props.limit !== undefined && { limit: props.limit }), cursor: props.cursor ?? null }))
      )
      return (
        <>
          <p>
            {thread.items.length} from {thread.items[0]?.text ?? "nothing"} to {thread.items.at(-1)?.text ?? "nothing"},
            {" "}{thread.hasNextPage ? "more" : "all"}, {thread.isLoading ? "loading" : "here"}, {thread.error?.message ?? "fine"}.
          </p>
          <button onClick={() => heard(thread.fetchNextPage())}>Older</button>
          <button onClick={() => heard(thread.refetch())}>Anew</button>
          <button onClick={() => props.onNext?.(thread.nextCursor)}>Next</button>
        </>
      )
    }

    it("goes back to the very beginning from cursor to cursor, and shows each item once", async () => {
      const id = page.server.begin(lines(120))
      page.comeBack()
      const [cursor, setCursor] = signal<string | null>(null)
      page.show(() => <Thread id={id} limit={25} cursor={cursor()} onNext={(next: string | undefined) => setCursor(next ?? null)} />)
      for (const [from, to] of [[96, 120], [71, 95], [46, 70], [21, 45]]) {
        await says(`25 from line ${from} to line ${to}, more, here, fine.`)
        await press("Next")
      }
      await says("20 from line 1 to line 20, all, here, fine.")
    })

    it("says that it loads what a cursor asks for, as long as nothing of it is here", async () => {
      const id = page.server.begin(lines(60))
      page.comeBack()
      const [cursor, setCursor] = signal<string | null>(null)
      page.show(() => <Thread id={id} cursor={cursor()} onNext={(next: string | undefined) => setCursor(next ?? null)} />)
      await says("50 from line 11 to line 60, more, here")
      const release = page.server.hold("conversations.timeline")
      await press("Next")
      await says("0 from nothing to nothing, more, loading, fine.")
      release()
      await says("10 from line 1 to line 10, all, here, fine.")
    })

    it("gives as many as are asked for, also where a page of the server holds fewer, and again when it is read anew", async () => {
      const id = page.server.begin(lines(120))
      page.comeBack()
      given.length = 0
      page.show(() => <Thread id={id} limit={100} />)
      await says("100 from line 21 to line 120, more, here, fine.")
      await press("Anew")
      await eventually("what it gave", () => given[0] === "100 from line 21")
      await says("100 from line 21 to line 120, more, here, fine.")
    })

    it("gives by its promise what it shows, at each page", async () => {
      const id = page.server.begin(lines(60))
      page.comeBack()
      given.length = 0
      page.show(() => <Thread id={id} limit={20} />)
      await says("20 from line 41 to line 60, more")
      for (const [count, from, rest] of [[40, 21, "more"], [60, 1, "all"]]) {
        await press("Older")
        await eventually("what it gave", () => given.at(-1) === `${count} from line ${from}`)
        await says(`${count} from line ${from} to line 60, ${rest}`)
      }
      await press("Older")
      await eventually("an answer", () => given.length === 3)
      page.server.say(id, "line 61")
      await says("60 from line 2 to line 61, more")
    })

    it("begins with one page where another conversation is shown", async () => {
      const first = page.server.begin(lines(30))
      const second = page.server.begin(lines(40))
      page.comeBack()
      const [id, setId] = signal(first)
      page.show(() => <><Thread id={id()} limit={10} /><button onClick={() => setId(second)}>Other</button></>)
      await says("10 from line 21 to line 30, more")
      await press("Older")
      await says("20 from line 11 to line 30, more")
      await press("Other")
      await says("10 from line 31 to line 40, more")
    })

    it("says why an older page isn't here, and asks for the same one again", async () => {
      const id = page.server.begin(lines(200))
      page.comeBack()
      page.show(() => <Thread id={id} limit={40} />)
      await says("40 from line 161 to line 200, more")
      page.server.setDown(true)
      await press("Older")
      await says("50 from line 151 to line 200, more, here, UNREACHABLE.")
      page.server.setDown(false)
      await press("Older")
      await says("80 from line 121 to line 200, more, here, fine.")
    })
  })
}
