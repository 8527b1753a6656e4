import { fileNameParts } from "@cossistant/core/text/fileNameParts"
import { createMemo, type JSX, Show } from "solid-js"

/** A file's name, whose end stays to be read however little room it has. In two parts it would be heard as two words. */
export const FileName = (props: { readonly name: string }): JSX.Element => {
  const parts = createMemo(() => fileNameParts(props.name))
  return (
    <span class="co-file-name" dir="auto">
      <Show when={parts()[1]} fallback={<span>{parts()[0]}</span>}>
        {(end) => (
          <>
            <span aria-hidden="true">{parts()[0]}</span>
            <span aria-hidden="true">{end()}</span>
            <span class="co-hidden">{props.name}</span>
          </>
        )}
      </Show>
    </span>
  )
}
