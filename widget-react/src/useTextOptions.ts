import type { TextOptions } from "@cossistant/core/text/createText"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import { shellView } from "@cossistant/core/widget/launcherView"
import { useMemo, useSyncExternalStore } from "react"
import { useView } from "./useView.ts"

const never = () => () => {}

/** What is known about the language to speak. The browser's own counts only after hydration, as the server can't know it. */
export const useTextOptions = (
  locale: string | undefined,
  content: SupportTextContentOverrides | undefined
): Omit<TextOptions, "dictionaries"> => {
  const { website, visitor, humanAgents, aiAgents } = useView(shellView)
  const browser = useSyncExternalStore(never, () => navigator.language, () => null)
  return useMemo(() => ({
    locale,
    languages: [visitor?.language, browser],
    overrides: content,
    context: { website, visitor, humanAgents, aiAgents },
    ...(browser !== null && { now: () => new Date() })
  }), [locale, content, browser, website, visitor, humanAgents, aiAgents])
}
