import { createRoot, createSignal } from "solid-js"
import { afterEach, describe, expect, it } from "vitest"
import { createQuery, type Query } from "./createQuery.ts"

/** A query whose answers come when the test says so, in any order. */
const held = (key?: () => unknown) => {
  const asked: Array<(answer: string) => void> = []
  const query = createRoot((dispose) => {
    end = dispose
    return createQuery<string>(() => new Promise((resolve) => asked.push(resolve)), key)
  })
  const answer = async (which: number, what: string) => {
    asked[which]?.(what)
    await Promise.resolve()
  }
  return { query, asked, answer }
}
let end = () => {}
afterEach(() => end())
const seen = (query: Query<string>) => [query.data(), query.isLoading()]

describe("What was read from the server", () => {
  it("keeps what an action put there while it is read, and is read again, since that answer may be older", async () => {
    const { answer, asked, query } = held()
    await answer(0, "old")
    query.reload()
    query.set("saved")
    await answer(1, "old")
    expect(seen(query)).toEqual(["saved", true])
    await answer(2, "saved, and more")
    expect(seen(query)).toEqual(["saved, and more", false])
    query.set("saved again")
    expect([...seen(query), asked.length]).toEqual(["saved again", false, 3])
  })

  it("is shown when the server is slower than the news, one request at a time, and is read once more for the news between", async () => {
    const { answer, asked, query } = held()
    for (let news = 0; news < 3; news++) query.refresh()
    expect(asked).toHaveLength(1)
    await answer(0, "first")
    expect([...seen(query), asked.length]).toEqual(["first", true, 2])
    await answer(1, "second")
    expect([...seen(query), asked.length]).toEqual(["second", false, 2])
    query.refresh()
    expect(asked).toHaveLength(3)
  })

  it("is of the newest key only", async () => {
    const [key, setKey] = createSignal("a")
    const { answer, query } = held(key)
    setKey("b")
    await answer(0, "of a")
    expect(seen(query)).toEqual([undefined, true])
    await answer(1, "of b")
    expect(seen(query)).toEqual(["of b", false])
  })
})
