/**
 * Whether a key press in the composer means "send": Enter, but neither with Shift nor while an input method composes
 * (https://www.w3.org/TR/uievents/#dom-keyboardevent-iscomposing; Safari says so only by the key code 229).
 */
export const isSendKey = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229
