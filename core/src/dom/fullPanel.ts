import { fitKeyboard } from "./fitKeyboard.ts"
import { holdTab } from "./holdTab.ts"

/** What a panel owes a phone, whose screen it fills: Tab stays inside, and the on-screen keyboard covers nothing of it. Gives back how to stop. */
export const fullPanel = (panel: HTMLElement, phone: MediaQueryList): () => void => {
  const ends = [holdTab(panel, phone), fitKeyboard(panel)]
  return () => ends.forEach((end) => end())
}
