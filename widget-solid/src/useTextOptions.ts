import type { TextOptions } from "@cossistant/core/text/createText"
import { shellView } from "@cossistant/core/widget/launcherView"
import { type Accessor, createMemo, createSignal, onMount } from "solid-js"
import type { SupportProps } from "./SupportProps.ts"
import { useValue } from "./useView.ts"

/** What is known about the language to speak. The browser's own counts only after hydration, as the server can't know it. */
export const useTextOptions = (props: SupportProps): Accessor<Omit<TextOptions, "dictionaries">> => {
  const shell = useValue(shellView)
  const [browser, setBrowser] = createSignal<string | null>(null)
  onMount(() => setBrowser(navigator.language))
  return createMemo(() => {
    const { aiAgents, humanAgents, visitor, website } = shell()
    return {
      locale: props.locale,
      languages: [visitor?.language, browser()],
      overrides: props.content,
      context: { website, visitor, humanAgents, aiAgents },
      ...(browser() !== null && { now: () => new Date() })
    }
  })
}
