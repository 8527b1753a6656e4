import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { auth } from "./auth.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it("A server that says nothing for twenty seconds can't be reached, and the form may be sent again", async () => {
  vi.stubGlobal("fetch", (_: string, { signal }: { readonly signal: AbortSignal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))))
  const result = auth.signIn("maya@acme.example", "correct horse")
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await result).toEqual({ ok: false, refusal: { code: "UNREACHABLE", retryAfter: null } })
})
