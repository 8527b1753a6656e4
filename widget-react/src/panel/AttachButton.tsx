import { icons } from "@cossistant/core/theme/icons"
import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import { type ReactElement, useRef } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"

interface AttachButtonProps {
  readonly onFiles: (files: ReadonlyArray<File>) => void
}

/** Chooses files; the same one may be chosen again. */
export const AttachButton = ({ onFiles }: AttachButtonProps): ReactElement => {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton name={text("common.actions.attachFiles")} onClick={() => input.current?.click()}>
        <Icon path={icons.attach} />
      </IconButton>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={uploadRules.mediaTypes.join(",")}
        onChange={({ currentTarget }) => {
          onFiles([...currentTarget.files ?? []])
          currentTarget.value = ""
        }}
      />
    </>
  )
}
