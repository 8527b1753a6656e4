import { useLocation } from "@solidjs/router"
import { createEffect, createSignal, ErrorBoundary, type JSX, on, Show } from "solid-js"
import { Button } from "./Button.tsx"
import { isMissing } from "./lazyPage.ts"
import { PaneNotice } from "./PaneNotice.tsx"

const Problem = (props: { readonly cause: unknown; readonly onReset: () => void }) => {
  const location = useLocation()
  const [isBusy, setBusy] = createSignal(false)
  const [isStill, setStill] = createSignal(false)
  if (!isMissing(props.cause)) reportError(props.cause)
  createEffect(on(() => location.pathname, props.onReset, { defer: true }))
  // A tab that is older than the server asks for files that are gone: only the page as it is now knows the new ones.
  const reload = async () => {
    setBusy(true)
    const isThere = await fetch("/", { method: "HEAD", cache: "no-store" }).then(() => true, () => false)
    if (isThere) return window.location.reload()
    setBusy(false)
    setStill(true)
  }
  return (
    <main id="main">
      <div role="alert">
        <PaneNotice
          isPage title={isMissing(props.cause) ? "This page could not be loaded" : "This page broke"}
          action={<Button isBusy={isBusy()} onClick={() => void reload()}>Load it again</Button>}
        >
          <Show when={!isStill()} fallback="The server still can't be reached. Try again in a moment.">
            {isMissing(props.cause) ? "The server can't be reached, or it was renewed since you opened this tab." : "Loading it again mostly helps."} Your drafts are kept.
          </Show>
        </PaneNotice>
      </div>
    </main>
  )
}

/** A page that can't be loaded or drawn says so and leaves all around it in reach; another address is another try. */
export const PageBoundary = (props: { readonly children?: JSX.Element }) => (
  <ErrorBoundary fallback={(cause: unknown, reset) => <Problem cause={cause} onReset={reset} />}>{props.children}</ErrorBoundary>
)
