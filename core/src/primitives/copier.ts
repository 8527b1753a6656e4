/** Milliseconds that "copied" is said. */
const saidFor = 1_800

/** Copies text and says so for a moment. Refused by the browser, nothing is said: the text can still be selected. */
export const makeCopier = (say: (hasCopied: boolean) => void): { readonly copy: (text: string) => void; readonly end: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    copy: (text) => {
      // Absent on plain http pages.
      const clipboard: Clipboard | undefined = navigator.clipboard
      clipboard?.writeText(text).then(() => {
        say(true)
        clearTimeout(timer)
        timer = setTimeout(() => say(false), saidFor)
      }, () => {})
    },
    end: () => clearTimeout(timer)
  }
}
