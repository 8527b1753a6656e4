import { createText } from "@cossistant/core/text/createText"
import { launcherText } from "@cossistant/core/text/launcherText"
import type { SupportText } from "@cossistant/core/text/TextKey"
import type { Words } from "@cossistant/core/primitives/words"
import { type Accessor, createContext, useContext } from "solid-js"

export interface TextScope {
  readonly text: Accessor<SupportText>
  /** It knows every sentence; else only the launcher's few. */
  readonly isComplete: boolean
}

const plain = /* @__PURE__ */ createText({ languages: [], dictionaries: launcherText })

/** The formatter in force; the launcher's few sentences until the panel brings the dictionaries. */
export const TextContext = /* @__PURE__ */ createContext<TextScope>({ text: () => plain, isComplete: false })

/** A formatter that reads the present one on each call, so that sentences follow a change of language. */
export const followText = <Text extends SupportText | Words>(text: Accessor<Text>): Text => {
  // What any of them takes: the type given back pairs keys and variables again.
  const current = ((key: string, variables?: object) => (text() as (key: string, variables?: object) => string)(key, variables)) as Text
  return Object.defineProperty(current, "locale", { get: () => text().locale })
}

export const useText = (): SupportText => followText(useContext(TextContext).text)
