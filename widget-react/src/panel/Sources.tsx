import type { TimelineItem } from "@cossistant/core/widget/nouns"
import { type Source, sourcesOf } from "@cossistant/core/widget/toolRow"
import type { ReactElement } from "react"
import { useText } from "../TextContext.ts"

/** Where an answer comes from: pages to open, documents by name. */
export const SourceList = ({ sources }: { readonly sources: ReadonlyArray<Source> }): ReactElement => {
  const text = useText()
  return (
    <ul className="co-sources" aria-label={text("component.sources.label")}>
      {sources.map(({ title, url }, index) => (
        <li key={url ?? index}>
          {url === null ? <span>{title || text("component.sources.document")}</span>
            : <a href={url} target="_blank" rel="noopener noreferrer nofollow">{title}</a>}
        </li>
      ))}
    </ul>
  )
}

/** What a message cites. */
export const Sources = ({ parts }: Pick<TimelineItem, "parts">): ReactElement => <SourceList sources={sourcesOf(parts)} />
