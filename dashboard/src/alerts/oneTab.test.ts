// @vitest-environment node
import { describe, expect, it } from "vitest"
import { type Locks, makeOneTab } from "./oneTab.ts"

/** The locks of one browser, shared by all its tabs: exclusive unless `shared` is asked for. */
const browserLocks = (): Locks => {
  const held: Array<{ readonly name: string; readonly mode: LockMode }> = []
  return {
    request: async (name, { ifAvailable = false, mode = "exclusive" }, callback) => {
      const isTaken = held.some((lock) => lock.name === name && (mode === "exclusive" || lock.mode === "exclusive"))
      if (isTaken && ifAvailable) return callback(null)
      const lock = { name, mode }
      held.push(lock)
      await callback(lock)
      held.splice(held.indexOf(lock), 1)
    },
    query: async () => ({ held })
  }
}

const forever = () => new Promise<void>(() => {})

describe("several tabs of one browser", () => {
  it("alert once for a message, whichever tab hears of it first", async () => {
    const locks = browserLocks()
    const [first, second, third] = [0, 1, 2].map(() => makeOneTab(locks, "W", forever))
    expect(await Promise.all([second?.claim("M1"), first?.claim("M1"), third?.claim("M1")])).toEqual(["mine", "other", "other"])
    expect(await third?.claim("M2")).toBe("mine")
  })

  it("stay silent while one of them is in sight, and speak again once none is", async () => {
    const locks = browserLocks()
    const shown = makeOneTab(locks, "W", forever)
    const hidden = makeOneTab(locks, "W", forever)
    shown.setInSight(true)
    expect(await hidden.claim("M1")).toBe("seen")
    shown.setInSight(false)
    await Promise.resolve()
    expect(await hidden.claim("M2")).toBe("mine")
  })

  it("speak for their own site while another site's inbox is in sight", async () => {
    const locks = browserLocks()
    makeOneTab(locks, "W", forever).setInSight(true)
    expect(await makeOneTab(locks, "other", forever).claim("M1")).toBe("mine")
  })
})
