import { createSignal, For, Show } from "solid-js"
import { Segments } from "../ui/Segments.tsx"
import { CodeBlock } from "./CodeBlock.tsx"
import { type Manager, managers, snippetSteps, type Target, targets } from "./snippets.ts"

/** How the widget comes into a product, for the chosen framework and package manager. */
export const InstallSnippet = (props: { readonly target: string; readonly publicKey: string; readonly serverUrl: string }) => {
  const [target, setTarget] = createSignal<Target>(targets.find(({ id }) => id === props.target)?.id ?? "react")
  const [manager, setManager] = createSignal<Manager>("npm")
  return (
    <div class="snippet">
      <div class="snippet-choices">
        <Segments label="Framework" options={targets} value={target()} onChange={setTarget} />
        <Segments label="Package manager" options={managers.map((id) => ({ id, label: id }))} value={manager()} onChange={setManager} />
      </div>
      <ol class="snippet-steps">
        <For each={snippetSteps(target(), manager(), props.publicKey, props.serverUrl)}>
          {(step) => <li><h3>{step.title}</h3><CodeBlock file={step.file} code={step.code} /></li>}
        </For>
      </ol>
      <Show when={target() === "nextjs"}><p class="muted">Other React frameworks read <code>COSSISTANT_API_KEY</code>, or pass <code>publicKey</code> to the provider.</p></Show>
    </div>
  )
}
