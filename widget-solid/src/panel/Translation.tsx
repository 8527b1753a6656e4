import type { JSX } from "solid-js"
import { useText } from "../TextContext.ts"

interface TranslationProps {
  readonly isOriginal: boolean
  readonly onToggle: () => void
}

/** Under a translated message: shows it as it was written, and back. */
export const Translation = (props: TranslationProps): JSX.Element => {
  const text = useText()
  return (
    <button type="button" class="co-translation" onClick={() => props.onToggle()}>
      {text(props.isOriginal ? "component.translation.showTranslation" : "component.translation.showOriginal")}
    </button>
  )
}
