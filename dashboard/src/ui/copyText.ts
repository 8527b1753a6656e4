import { tell } from "./toasts.ts"

/** Copies `text`; where the browser refuses, or has no clipboard (plain http has none), says so and what to do. Gives whether it worked. */
export const copyText = async (text: string): Promise<boolean> => {
  // Absent on plain http pages, whatever its type says.
  const clipboard: Clipboard | undefined = navigator.clipboard
  const hasCopied = clipboard !== undefined && await clipboard.writeText(text).then(() => true, () => false)
  if (!hasCopied) tell("Your browser did not allow copying. Select the text and copy it.", { isProblem: true })
  return hasCopied
}
