import { fileNameParts } from "@cossistant/core/text/fileNameParts"
import type { ReactElement } from "react"

/** A file's name, whose end stays to be read however little room it has. In two parts it would be heard as two words. */
export const FileName = ({ name }: { readonly name: string }): ReactElement => {
  const [start, end] = fileNameParts(name)
  return (
    <span className="co-file-name" dir="auto">
      {end === "" ? <span>{start}</span> : (
        <>
          <span aria-hidden="true">{start}</span>
          <span aria-hidden="true">{end}</span>
          <span className="co-hidden">{name}</span>
        </>
      )}
    </span>
  )
}
