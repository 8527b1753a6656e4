import { afterEach, expect, it, vi } from "vitest"

const page = (hasBeenActive: boolean, context?: unknown) => {
  vi.resetModules()
  vi.stubGlobal("navigator", { userActivation: { hasBeenActive } })
  vi.stubGlobal("AudioContext", context)
  vi.stubGlobal("fetch", () => expect.fail("nothing is fetched"))
}

/** Counts what a device that plays sounds is asked, and how loud, how fast and over and over it plays. */
const device = (state: "running" | "suspended") => {
  const heard = { contexts: 0, sounds: new Array<object>() }
  class FakeContext {
    readonly sampleRate = 100
    readonly destination = {}
    constructor() {
      heard.contexts++
    }
    resume = () => state === "running" ? Promise.resolve() : Promise.reject(new Error("not allowed"))
    createBuffer = (_channels: number, length: number) => ({ getChannelData: () => new Float32Array(length), length })
    createGain = () => ({ gain: { value: 0 }, connect: () => {} })
    createBufferSource = () => {
      const source = { playbackRate: { value: 0 }, loop: false, volume: 0, buffer: { length: 0 }, connect: (gain: { gain: { value: number }; connect: () => void }) => {
        source.volume = gain.gain.value
        return gain
      }, start: () => heard.sounds.push({ rate: source.playbackRate.value, loop: source.loop, volume: source.volume, length: source.buffer.length }), stop: () => {} }
      return source
    }
  }
  return { heard, FakeContext }
}

const until = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 2_000, interval: 2 })

afterEach(() => void vi.unstubAllGlobals())

it("a sound is made on the spot, with one context for the page, and none before the first", async () => {
  const { FakeContext, heard } = device("running")
  page(true, FakeContext)
  const { makeSound, playSound, typingSound } = await import("./sound.ts")
  expect(heard).toEqual({ contexts: 0, sounds: [] })
  playSound("message")
  await until(() => heard.sounds.length === 1)
  const typing = makeSound(typingSound, { loop: true, playbackRate: 1.3, volume: 0.5 })
  typing.play()
  await until(() => typing.get().isPlaying)
  expect(heard).toEqual({ contexts: 1, sounds: [{ rate: 1, loop: false, volume: 0.7, length: 60 }, { rate: 1.3, loop: true, volume: 0.5, length: 90 }] })
  typing.stop()
  expect(typing.get()).toEqual({ isPlaying: false, isLoading: false, error: null })
})

it("nothing is heard, and nothing thrown, on a page nobody touched, where sound is refused, and where there is none", async () => {
  const { FakeContext, heard } = device("suspended")
  for (const [hasBeenActive, context, contexts] of [[false, FakeContext, 0], [true, FakeContext, 1], [true, undefined, 1]] as const) {
    page(hasBeenActive, context)
    const { makeSound, newMessageSound, playSound } = await import("./sound.ts")
    expect(() => playSound("message")).not.toThrow()
    const sound = makeSound(newMessageSound, { loop: false, playbackRate: 1, volume: 1 })
    sound.play()
    await until(() => sound.get().error !== null)
    expect(heard).toEqual({ contexts, sounds: [] })
  }
})
