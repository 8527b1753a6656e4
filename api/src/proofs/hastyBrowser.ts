import type { Platform } from "@cossistant/core/client/Platform"
import { browserWith } from "../testing/TestProgram.ts"

/** A browser whose clock runs `haste` times as fast, so that back-offs and pings take their course within a test. */
export const hastyBrowser = (headers: Readonly<Record<string, string>>, haste = 20): Platform => ({
  ...browserWith(headers),
  setTimeout: (run, ms) => setTimeout(run, ms / haste)
})
