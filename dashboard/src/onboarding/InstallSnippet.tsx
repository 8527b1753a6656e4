import { createSignal, For, onMount, Show } from "solid-js"
import { Segments } from "../ui/Segments.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { CodeBlock } from "./CodeBlock.tsx"
import { DocsLink } from "./DocsLink.tsx"
import { keysPage, type Manager, managers, snippetSteps, type Target, targets } from "./snippets.ts"

/** How the widget comes into a product, for the chosen framework and package manager. */
export const InstallSnippet = (props: { readonly target: string; readonly publicKey: string; readonly serverUrl: string }) => {
  const [target, setTarget] = createSignal<Target>(targets.find(({ id }) => id === props.target)?.id ?? "nextjs")
  const [manager, setManager] = createSignal<Manager>("npm")
  const { packages } = useServer()
  const [listed, setListed] = createSignal<ReadonlyMap<string, string>>(new Map())
  onMount(() => void packages().then(setListed))
  const page = () => targets.find(({ id }) => id === target()) ?? targets[0]
  return (
    <div class="snippet">
      <div class="snippet-choices">
        <Segments label="Framework" options={targets} value={target()} onChange={setTarget} />
        <Show when={target() !== "script"}>
          <Segments label="Package manager" options={managers.map((id) => ({ id, label: id }))} value={manager()} onChange={setManager} />
        </Show>
      </div>
      <ol class="snippet-steps">
        <For each={snippetSteps(target(), manager(), props.publicKey, props.serverUrl, listed())}>
          {(step) => <li><h3>{step.title}</h3><CodeBlock file={step.file} code={step.code} /></li>}
        </For>
      </ol>
      <p class="muted">
        <Show when={target() === "react"}>
          Builds other than Vite read <code>COSSISTANT_API_KEY</code> and <code>COSSISTANT_API_URL</code>; or pass <code>publicKey</code> and <code>apiUrl</code> to the provider.{" "}
        </Show>
        Go on in the docs: <DocsLink to={page().docs}>{page().label}</DocsLink>, <DocsLink to={keysPage}>API keys</DocsLink>.
      </p>
    </div>
  )
}
