/** A button around or instead of another that may toggle too. */
export interface ToggleGuard {
  /** Before anything else hears the event: remembers what is. */
  readonly begin: () => void
  /** After everything else: toggles, unless something already did. */
  readonly end: (event: { readonly defaultPrevented?: boolean }) => void
  /** For others to call. Any number of calls within one event are one. */
  readonly toggle: () => void
}

/**
 * Sees to it that one event toggles once, however many of a trigger's own handler and the handlers inside it ask.
 * `isOpen` reads the present state.
 */
export const makeToggleGuard = (isOpen: () => boolean, toggle: () => void): ToggleGuard => {
  let before: boolean | null = null
  let hasToggled = false
  const once = () => {
    if (before !== null && (hasToggled || isOpen() !== before)) return
    hasToggled = before !== null
    toggle()
  }
  return {
    begin: () => {
      before = isOpen()
      hasToggled = false
      // An event that is stopped on its way never comes to its end. (Microtasks run between two listeners of one event.)
      setTimeout(() => {
        before = null
      })
    },
    end: ({ defaultPrevented }) => {
      if (defaultPrevented !== true) once()
      before = null
    },
    toggle: once
  }
}
