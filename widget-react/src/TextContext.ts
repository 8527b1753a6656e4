import type { SupportText } from "@cossistant/core/text/TextKey"
import { createContext, useContext } from "react"
import { createText } from "@cossistant/core/text/createText"
import { launcherText } from "@cossistant/core/text/launcherText"

export interface TextScope {
  readonly text: SupportText
  /** It knows every sentence; else only the launcher's few. */
  readonly isComplete: boolean
}

/** The formatter in force; the launcher's few sentences until the panel brings the dictionaries. */
export const TextContext = createContext<TextScope>({ text: createText({ languages: [], dictionaries: launcherText }), isComplete: false })

export const useText = (): SupportText => useContext(TextContext).text
