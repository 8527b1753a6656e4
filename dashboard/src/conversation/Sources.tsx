import ExternalLink from "lucide-solid/icons/external-link"
import FileText from "lucide-solid/icons/file-text"
import type { Source } from "@cossistant/core/widget/toolRow"
import { For, Show } from "solid-js"

/** Where an answer comes from: pages as links, documents by name. */
export const Sources = (props: { readonly sources: ReadonlyArray<Source> }) => (
  <Show when={props.sources.length > 0}>
    <ul class="sources" aria-label="Sources">
      <For each={props.sources}>
        {(source) => (
          <li>
            <Show when={source.url} fallback={<span class="source"><FileText size={12} /><b dir="auto">{source.title}</b></span>}>
              {(url) => <a class="source" href={url()} title={url()} target="_blank" rel="noopener noreferrer nofollow ugc"><ExternalLink size={12} /><b dir="auto">{source.title}</b></a>}
            </Show>
          </li>
        )}
      </For>
    </ul>
  </Show>
)
