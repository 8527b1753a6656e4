import { createEffect, createSignal, Match, onCleanup, Switch } from "solid-js"
import { useServer } from "../wire/WireContext.tsx"
import { useSite } from "./SiteContext.ts"
import { noticeAfter } from "./connectionNotice.ts"

/** Nothing while connected; after 3 s without a line a word, after 15 s a banner with a way to try at once. */
export const ConnectionNotice = (props: { readonly hasStopped: boolean }) => {
  const { connection } = useSite()
  const { retry } = useServer()
  const [now, setNow] = createSignal(Date.now())
  const notice = () => noticeAfter(connection(), now())
  createEffect(() => {
    const status = connection()
    setNow(Date.now())
    if (status._tag === "Online" || status._tag === "Idle") return
    const timer = setInterval(() => setNow(Date.now()), 500)
    onCleanup(() => clearInterval(timer))
  })
  return (
    <div role="status">
      <Switch>
        <Match when={props.hasStopped}>
          <div class="connection-banner">
            Live updates have stopped. What you see may be old.
            <button type="button" class="link" onClick={() => location.reload()}>Reload</button>
          </div>
        </Match>
        <Match when={notice() === "banner"}>
          <div class="connection-banner">
            {connection()._tag === "Offline" ? "You are offline." : "The server can't be reached."} Replies are kept and go out later.
            <button type="button" class="link" onClick={retry}>Try now</button>
          </div>
        </Match>
        <Match when={notice() === "word"}><div class="connection-word"><span class="pulse" />Reconnecting…</div></Match>
      </Switch>
    </div>
  )
}
