/** Fits a text field to its text where the browser can't by itself (`field-sizing: content`); call it when the text changes. */
export const growField = (field: HTMLTextAreaElement): void => {
  if (CSS.supports("field-sizing", "content")) return
  field.style.height = "auto"
  field.style.height = `${field.scrollHeight}px`
}
