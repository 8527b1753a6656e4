import { A } from "@solidjs/router"
import Check from "lucide-solid/icons/check"
import { createSignal, Match, onCleanup, onMount, Show, Switch } from "solid-js"
import { Button } from "../ui/Button.tsx"
import type { Query } from "../wire/createQuery.ts"
import { createAction } from "../wire/createAction.ts"
import { sentence } from "../wire/sentence.ts"
import { useServer } from "../wire/WireContext.tsx"
import { DocsLink } from "./DocsLink.tsx"
import { canAllow, type InstallStatus, isRefusedLast, refusalText } from "./installText.ts"
import { keysPage } from "./snippets.ts"

/** Milliseconds without a sign of the widget after which the usual causes are listed. */
const CAUSES_AFTER = 60_000

/** Lets one more origin use the site's public keys. */
const AllowOrigin = (props: { readonly websiteId: string; readonly origin: string; readonly onAllowed: () => void }) => {
  const { client } = useServer()
  const allow = createAction(async () => {
    const { websiteId } = props
    const { allowedOrigins } = await client.call("websites.settings", { websiteId })
    await client.call("websites.update", { websiteId, allowedOrigins: [...new Set([...allowedOrigins, props.origin])] })
  }, () => props.onAllowed())
  return (
    <>
      <Button isBusy={allow.isBusy()} onClick={() => allow.run()}>Allow {props.origin}</Button>
      <Show when={allow.problem()}>{(problem) => <span class="field-note" data-error="">{sentence(problem())}</span>}</Show>
    </>
  )
}

/** The live proof that the widget works, or why it can't be told whether it does. */
export const InstallProof = (props: { readonly websiteId: string; readonly slug: string; readonly status: Query<InstallStatus> }) => (
  <Switch>
    <Match when={props.status.data()}>{(status) => <Proof websiteId={props.websiteId} slug={props.slug} status={status()} />}</Match>
    <Match when={props.status.problem()}>
      {(problem) => (
        <p class="note" role="alert">
          Whether the widget works could not be read. {sentence(problem())} <button type="button" class="link" onClick={props.status.reload}>Try again</button>
        </p>
      )}
    </Match>
  </Switch>
)

/** Seen on a page, or refused and why; then the first message. */
const Proof = (props: { readonly websiteId: string; readonly slug: string; readonly status: InstallStatus }) => {
  const [isLate, setLate] = createSignal(false)
  const [allowed, setAllowed] = createSignal<string | null>(null)
  onMount(() => {
    const timer = setTimeout(() => setLate(true), CAUSES_AFTER)
    onCleanup(() => clearTimeout(timer))
  })
  const refused = () => isRefusedLast(props.status) ? props.status.refused : null
  const isTest = () => props.status.seen?.isTest ?? true
  return (
    <ol class="proof" aria-live="polite">
      <li data-done={props.status.seen ? "" : undefined} data-refused={refused() ? "" : undefined}>
        <span class="proof-mark"><Show when={props.status.seen && !refused()} fallback={<span class="pulse" />}><Check /></Show></span>
        <Switch fallback={<div><b>Waiting for your app</b><p>Start it and open a page. This turns green by itself.</p></div>}>
          <Match when={refused()}>
            {(refusal) => (
              <div>
                <b>A widget was refused</b>
                <Show when={allowed() === refusal().origin} fallback={<p>{refusalText(refusal())}</p>}><p>{refusal().origin} is allowed now. Reload that page.</p></Show>
                <p><DocsLink to={keysPage}>Which key works where</DocsLink></p>
                <Show when={canAllow(refusal()) && allowed() !== refusal().origin}>
                  <AllowOrigin websiteId={props.websiteId} origin={refusal().origin} onAllowed={() => setAllowed(refusal().origin)} />
                </Show>
              </div>
            )}
          </Match>
          <Match when={props.status.seen}>{(seen) => <div><b>Widget seen on {seen().origin}</b><p>Now write a message in it, as a visitor would.</p></div>}</Match>
          <Match when={isLate()}>
            <div>
              <b>Still nothing seen</b>
              <ul>
                <li>The app was not restarted after the key was set.</li>
                <li>The key belongs to another variable: Vite reads names that begin with <code>VITE_</code>, Next.js those with <code>NEXT_PUBLIC_</code>.</li>
                <li>The page does not render <code>&lt;Support /&gt;</code>, or the script tag is not in it.</li>
              </ul>
              <p><DocsLink to={keysPage}>More on keys and what refuses them</DocsLink></p>
            </div>
          </Match>
        </Switch>
      </li>
      <li data-done={props.status.firstConversationId ? "" : undefined}>
        <span class="proof-mark"><Show when={props.status.firstConversationId} fallback={<span />}><Check /></Show></span>
        <Show when={props.status.firstConversationId} fallback={<div><b>First message</b><p>It appears here the moment it is sent.</p></div>}>
          {(id) => (
            <div>
              <b>First message received</b>
              <p>Answer it from the inbox.</p>
              <A class="button" data-look="primary" href={`/${props.slug}/inbox/${id()}${isTest() ? "?test=1" : ""}`}>Open the conversation</A>
            </div>
          )}
        </Show>
      </li>
    </ol>
  )
}
