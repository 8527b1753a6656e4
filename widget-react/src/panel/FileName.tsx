import { fileNameParts } from "@cossistant/core/text/fileNameParts"
import type { ReactElement } from "react"

/** A file's name, whose end stays to be read however little room it has. */
export const FileName = ({ name }: { readonly name: string }): ReactElement => {
  const [start, end] = fileNameParts(name)
  return <span className="co-file-name" dir="auto"><span>{start}</span>{end !== "" && <span>{end}</span>}</span>
}
