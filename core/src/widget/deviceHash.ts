import { digestOf } from "./digest.ts"

/**
 * A coarse likeness of this device: many have the same. It differs from site to site, relates visitors in the inbox of a
 * site that asked for it, and opens nothing.
 */
export const deviceHash = (websiteId: string): string => {
  const { hardwareConcurrency, language, maxTouchPoints } = navigator
  const facts = [
    websiteId, hardwareConcurrency, language, maxTouchPoints, screen.width, screen.height, screen.colorDepth, devicePixelRatio,
    Intl.DateTimeFormat().resolvedOptions().timeZone
  ]
  return [0, 1].map((part) => digestOf([part, ...facts]).padStart(8, "0")).join("")
}
