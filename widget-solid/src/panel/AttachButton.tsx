import { icons } from "@cossistant/core/theme/icons"
import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import { type JSX } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"

interface AttachButtonProps {
  readonly onFiles: (files: ReadonlyArray<File>) => void
}

/** Chooses files; the same one may be chosen again. */
export const AttachButton = (props: AttachButtonProps): JSX.Element => {
  const text = useText()
  let input: HTMLInputElement | undefined
  return (
    <>
      <IconButton name={text("common.actions.attachFiles")} onClick={() => input?.click()}>
        <Icon path={icons.attach} />
      </IconButton>
      <input
        ref={(element) => {
          input = element
        }}
        type="file"
        hidden
        multiple
        accept={uploadRules.mediaTypes.join(",")}
        onChange={({ currentTarget }) => {
          props.onFiles([...currentTarget.files ?? []])
          currentTarget.value = ""
        }}
      />
    </>
  )
}
