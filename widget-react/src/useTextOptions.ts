import type { TextOptions } from "@cossistant/core/text/createText"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import type { WidgetState } from "@cossistant/core/widget/WidgetState"
import { useMemo, useSyncExternalStore } from "react"
import { useView } from "./useView.ts"

const never = () => () => {}
const websiteOf = ({ website }: WidgetState) => website.value

/** What is known about the language to speak. The browser's own counts only after hydration, as the server can't know it. */
export const useTextOptions = (
  locale: string | undefined,
  content: SupportTextContentOverrides | undefined
): Omit<TextOptions, "dictionaries"> => {
  const website = useView(websiteOf)
  const browser = useSyncExternalStore(never, () => navigator.language, () => null)
  return useMemo(() => {
    const visitor = website?.visitor ?? null
    return {
      locale,
      languages: [visitor?.language, browser],
      overrides: content,
      context: {
        website, visitor, humanAgents: website?.availableHumanAgents ?? [], aiAgents: website?.availableAIAgents ?? []
      },
      ...(browser !== null && { now: () => new Date() })
    }
  }, [locale, content, browser, website])
}
