import { createText } from "@cossistant/core/text/createText"
import { launcherText } from "@cossistant/core/text/launcherText"
import type { SupportText } from "@cossistant/core/text/TextKey"
import { type Accessor, createContext, useContext } from "solid-js"

const plain = createText({ languages: [], dictionaries: launcherText })

/** The formatter in force; the launcher's few sentences until the panel brings the dictionaries. */
export const TextContext = createContext<Accessor<SupportText>>(() => plain)

/** Reads anew on each call, so that sentences follow a change of language. */
export const useText = (): SupportText => {
  const text = useContext(TextContext)
  const current = ((key, ...variables) => text()(key, ...variables)) as SupportText
  return Object.defineProperty(current, "locale", { get: () => text().locale })
}
