import { For, Show } from "solid-js"
import type { Fact } from "./facts.ts"

/** Facts as rows of label and value. */
export const Facts = (props: { readonly facts: ReadonlyArray<Fact> }) => (
  <dl class="facts">
    <For each={props.facts}>
      {(fact) => (
        <>
          <dt title={fact.label}>{fact.label}</dt>
          <dd dir="auto" title={fact.value}>
            <Show when={fact.href} fallback={fact.value}>{(href) => <a href={href()} target="_blank" rel="noopener noreferrer">{fact.value}</a>}</Show>
          </dd>
        </>
      )}
    </For>
  </dl>
)
