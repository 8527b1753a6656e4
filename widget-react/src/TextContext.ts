import { createText } from "@cossistant/core/text/createText"
import { launcherText } from "@cossistant/core/text/launcherText"
import type { SupportText } from "@cossistant/core/text/TextKey"
import { createContext, useContext } from "react"

/** The formatter in force; the launcher's few sentences until the panel brings the dictionaries. */
export const TextContext = createContext<SupportText>(createText({ languages: [], dictionaries: launcherText }))

export const useText = (): SupportText => useContext(TextContext)
