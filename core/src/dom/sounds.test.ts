import { afterEach, expect, it, vi } from "vitest"

const page = (hasBeenActive: boolean, context?: unknown) => {
  vi.resetModules()
  vi.stubGlobal("navigator", { userActivation: { hasBeenActive } })
  vi.stubGlobal("AudioContext", context)
  vi.stubGlobal("fetch", () => expect.fail("nothing is fetched"))
}

/** Counts contexts and tones, in place of a device that plays them. */
const device = (state: "running" | "suspended") => {
  const heard = { contexts: 0, tones: 0 }
  const gain = { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} }
  class FakeContext {
    readonly state = state
    readonly currentTime = 0
    readonly destination = {}
    constructor() {
      heard.contexts++
    }
    resume = () => state === "running" ? Promise.resolve() : Promise.reject(new Error("not allowed"))
    createGain = () => ({ gain, connect: () => {} })
    createOscillator = () => ({ frequency: {}, connect: (to: unknown) => to, start: () => heard.tones++, stop: () => {} })
  }
  return { heard, FakeContext }
}

afterEach(() => void vi.unstubAllGlobals())

it("a sound is made on the spot, with one context for the page, and none before the first", async () => {
  const { FakeContext, heard } = device("running")
  page(true, FakeContext)
  const { playSound } = await import("./sounds.ts")
  expect(heard).toEqual({ contexts: 0, tones: 0 })
  playSound("message")
  playSound("typing")
  expect(heard).toEqual({ contexts: 1, tones: 4 })
})

it("nothing is heard, and nothing said, on a page nobody touched, where sound is refused, and where there is none", async () => {
  const { FakeContext, heard } = device("suspended")
  page(false, FakeContext)
  const untouched = await import("./sounds.ts")
  untouched.playSound("message")
  expect(heard).toEqual({ contexts: 0, tones: 0 })
  page(true, FakeContext)
  const refused = await import("./sounds.ts")
  refused.playSound("message")
  await Promise.resolve()
  expect(heard).toEqual({ contexts: 1, tones: 0 })
  page(true)
  const without = await import("./sounds.ts")
  expect(() => without.playSound("message")).not.toThrow()
})
