import type { TimelineItem } from "@cossistant/core/widget/nouns"
import { type Source, sourcesOf } from "@cossistant/core/widget/toolRow"
import { For, type JSX } from "solid-js"
import { useText } from "../TextContext.ts"

/** Where an answer comes from: pages to open, documents by name. */
export const SourceList = (props: { readonly sources: ReadonlyArray<Source> }): JSX.Element => {
  const text = useText()
  return (
    <ul class="co-sources" aria-label={text("component.sources.label")}>
      <For each={props.sources}>
        {({ title, url }) => (
          <li>
            {url === null ? <span>{title || text("component.sources.document")}</span>
              : <a href={url} target="_blank" rel="noopener noreferrer nofollow">{title}</a>}
          </li>
        )}
      </For>
    </ul>
  )
}

/** What a message cites. */
export const Sources = (props: Pick<TimelineItem, "parts">): JSX.Element => <SourceList sources={sourcesOf(props.parts)} />
