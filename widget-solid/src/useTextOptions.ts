import type { TextOptions } from "@cossistant/core/text/createText"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import type { WidgetState } from "@cossistant/core/widget/WidgetState"
import { type Accessor, createMemo, createSignal, onMount } from "solid-js"
import { useValue } from "./useView.ts"

const websiteOf = ({ website }: WidgetState) => website.value

/** What is known about the language to speak. The browser's own counts only after hydration, as the server can't know it. */
export const useTextOptions = (
  locale: () => string | undefined,
  content: () => SupportTextContentOverrides | undefined
): Accessor<Omit<TextOptions, "dictionaries">> => {
  const website = useValue(websiteOf)
  const [browser, setBrowser] = createSignal<string | null>(null)
  onMount(() => setBrowser(navigator.language))
  return createMemo(() => {
    const visitor = website()?.visitor ?? null
    return {
      locale: locale(),
      languages: [visitor?.language, browser()],
      overrides: content(),
      context: {
        website: website(), visitor, humanAgents: website()?.availableHumanAgents ?? [], aiAgents: website()?.availableAIAgents ?? []
      },
      ...(browser() !== null && { now: () => new Date() })
    }
  })
}
