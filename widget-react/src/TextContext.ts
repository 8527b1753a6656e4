import type { SupportText } from "@cossistant/core/text/TextKey"
import { createContext, useContext } from "react"
import { launcherFormatter } from "@cossistant/core/text/launcherFormatter"

export interface TextScope {
  readonly text: SupportText
  /** It knows every sentence; else only the launcher's few. */
  readonly isComplete: boolean
}

/** The formatter in force; the launcher's few sentences until the panel brings the dictionaries. */
export const TextContext = createContext<TextScope>({ text: launcherFormatter({ languages: [] }), isComplete: false })

export const useText = (): SupportText => useContext(TextContext).text
