import { type Accessor, createSignal, onCleanup, onMount } from "solid-js"

const key = "cossistant.details"
/** From this width on the details have a place of their own; below they lie over the conversation. */
const wide = "(min-width: 80em)"

/** Whether the visitor's details are shown: remembered where there is room for them, opened on demand elsewhere. */
export const createContextShown = (): {
  readonly isShown: Accessor<boolean>
  /** Whether they lie over the conversation. */
  readonly isOver: Accessor<boolean>
  readonly toggle: () => void
  /** Takes them off the conversation, where they lie over it. */
  readonly uncover: () => void
} => {
  const media = matchMedia(wide)
  const [isWide, setWide] = createSignal(media.matches)
  const [isKept, setKept] = createSignal(localStorage.getItem(key) !== "no")
  const [isOver, setOver] = createSignal(false)
  const onChange = () => {
    setWide(media.matches)
    setOver(false)
  }
  onMount(() => media.addEventListener("change", onChange))
  onCleanup(() => media.removeEventListener("change", onChange))
  return {
    isShown: () => isWide() ? isKept() : isOver(),
    isOver: () => !isWide() && isOver(),
    uncover: () => void setOver(false),
    toggle: () => {
      if (!isWide()) return void setOver(!isOver())
      setKept(!isKept())
      localStorage.setItem(key, isKept() ? "yes" : "no")
    }
  }
}
