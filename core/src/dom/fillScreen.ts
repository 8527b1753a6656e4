import { startLate } from "./startLate.ts"

/** Where the stylesheet has the panel fill the screen: on a phone, held upright or across. */
export const fullScreen = "(max-width: 767px), (max-height: 480px) and (pointer: coarse)"

/** Has an open panel be, where it fills the screen, what `fullPanel.ts` says. Gives back how to stop. */
export const fillScreen = (panel: HTMLElement): () => void => {
  const phone = matchMedia(fullScreen)
  return startLate(phone, ["change"], () => phone.matches, () => import("./fullPanel.ts").then(({ fullPanel }) => () => fullPanel(panel, phone)))
}
