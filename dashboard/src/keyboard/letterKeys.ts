import { createSignal } from "solid-js"

const kept = "cossistant.letter-keys"
const [isOn, setOn] = createSignal(localStorage.getItem(kept) !== "no")

/** Whether single letters do something. Who speaks to the computer, or whose hand slips, does without. */
export const hasLetterKeys = isOn

/** Switches them on or off, for this browser. */
export const switchLetterKeys = (on: boolean): void => {
  setOn(on)
  localStorage.setItem(kept, on ? "yes" : "no")
}
