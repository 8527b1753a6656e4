import { type ReactElement } from "react"
import { useText } from "../TextContext.ts"

interface TranslationProps {
  readonly isOriginal: boolean
  readonly onToggle: () => void
}

/** Under a translated message: shows it as it was written, and back. */
export const Translation = ({ isOriginal, onToggle }: TranslationProps): ReactElement => {
  const text = useText()
  return (
    <button type="button" className="co-translation" onClick={onToggle}>
      {text(isOriginal ? "component.translation.showTranslation" : "component.translation.showOriginal")}
    </button>
  )
}
