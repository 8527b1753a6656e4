import { fileNameParts } from "@cossistant/core/text/fileNameParts"
import { createMemo, type JSX, Show } from "solid-js"

/** A file's name, whose end stays to be read however little room it has. */
export const FileName = (props: { readonly name: string }): JSX.Element => {
  const parts = createMemo(() => fileNameParts(props.name))
  return <span class="co-file-name" dir="auto"><span>{parts()[0]}</span><Show when={parts()[1]}>{(end) => <span>{end()}</span>}</Show></span>
}
