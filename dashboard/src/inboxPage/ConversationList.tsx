import FlaskConical from "lucide-solid/icons/flask-conical"
import { type Accessor, createEffect, createMemo, For, Match, on, Show, Switch } from "solid-js"
import { Dynamic } from "solid-js/web"
import { listKey } from "../inbox/conversations.ts"
import type { View } from "../inbox/nouns.ts"
import { useSite } from "../site/SiteContext.ts"
import { createClock } from "../ui/clock.ts"
import { OldNotice } from "../ui/OldNotice.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { sentence } from "../wire/sentence.ts"
import { ConversationRow } from "./ConversationRow.tsx"
import { createRowWindow } from "./createRowWindow.ts"
import { EmptyView } from "./EmptyView.tsx"
import { inboxPath } from "./inboxPath.ts"
import { viewNames } from "./viewText.ts"

/** How high a row is, as the stylesheet has it: with larger text it is higher. */
const ROW_REM = 4

/** The list of a view. It fetches further pages as it is scrolled and draws only the rows in sight. */
export const ConversationList = (props: {
  readonly ids: ReadonlyArray<string>
  readonly view: View
  readonly isTest: boolean
  readonly openId: string | null
  readonly focusedId: Accessor<string | null>
  readonly onFocus: (id: string) => void
}) => {
  const { inbox, site, state } = useSite()
  const now = createClock()
  let scroller: HTMLElement | undefined
  /** Beside an open conversation the list leads to others. */
  const isMain = () => props.openId === null
  const list = () => state().lists[listKey(props.view, props.isTest)]
  /** Reads what could not be read: the list, the list anew, or its next page. */
  const again = () => inbox.send({
    _tag: list()?.status === "ready" && !list()?.isStale ? "MoreWanted" : "ViewChosen", view: props.view, isTest: props.isTest
  })
  const places = createMemo(() => new Map(props.ids.map((id, index) => [id, index])))
  const tabStop = () => places().get(props.focusedId() ?? props.openId ?? "") ?? 0
  const rows = createRowWindow(() => props.ids.length, ROW_REM)
  // The row that has the focus stays in the page wherever the list is scrolled.
  const visible = createMemo(() => {
    const { from, to } = rows.range()
    const kept = tabStop() < from || tabStop() >= to ? props.ids.slice(tabStop(), tabStop() + 1) : []
    return [...props.ids.slice(from, to), ...kept]
  })
  createEffect(() => {
    const isNearEnd = rows.range().to >= props.ids.length - 10
    if (isNearEnd && list()?.nextCursor && !list()?.problem) inbox.send({ _tag: "MoreWanted", view: props.view, isTest: props.isTest })
  })
  createEffect(on(createMemo(() => props.focusedId()), (id) => {
    const index = places().get(id ?? "")
    if (index === undefined || scroller === undefined) return
    rows.reveal(index)
    queueMicrotask(() => scroller?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus({ preventScroll: true }))
  }, { defer: true }))
  /** Of all rows one is a stop of the keyboard: from there arrows lead on. */
  const walk = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const places: Readonly<Record<string, number>> = { ArrowDown: tabStop() + 1, ArrowUp: tabStop() - 1, Home: 0, End: props.ids.length - 1 }
    const to = places[event.key]
    if (to === undefined) return
    event.preventDefault()
    const id = props.ids[to]
    if (id !== undefined) props.onFocus(id)
  }
  return (
    <section class="list" role={isMain() ? "main" : undefined} id={isMain() ? "main" : undefined} aria-label={`${viewNames[props.view]} conversations`}>
      <header class="list-head">
        <Dynamic component={isMain() ? "h1" : "h2"}>{viewNames[props.view]}</Dynamic>
        <Show when={props.isTest}><span class="badge" data-status="test"><FlaskConical size={12} />Test data</span></Show>
      </header>
      <Show when={list()?.isStale && list()?.problem}>
        {(problem) => <OldNotice problem={problem()} isReading={list()?.reading !== null} onRetry={again} />}
      </Show>
      <div class="list-scroll" ref={(element) => {
        scroller = element
        rows.attach(element)
      }}>
        <Switch>
          <Match when={list() === undefined || list()?.status === "loading"}><SkeletonRows kind="row" count={8} /></Match>
          <Match when={list()?.status === "failed" && list()?.problem}>
            {(problem) => (
              <PaneProblem
                title="The list could not be loaded" problem={problem()}
                onRetry={again}
              />
            )}
          </Match>
          <Match when={props.ids.length === 0}><EmptyView view={props.view} isTest={props.isTest} /></Match>
          <Match when={true}>
            <div class="list-rows" role="list" onKeyDown={walk} style={{ height: `${props.ids.length * ROW_REM}rem` }}>
              <For each={visible()}>
                {(id) => (
                  <div class="list-row" role="listitem" aria-setsize={props.ids.length} aria-posinset={(places().get(id) ?? 0) + 1} style={{ transform: `translateY(${(places().get(id) ?? 0) * ROW_REM}rem)` }}>
                    <Show when={state().conversations[id]}>
                      {(conversation) => (
                        <ConversationRow
                          conversation={conversation()} href={inboxPath(site.slug, props.view, id, props.isTest)}
                          isOpen={props.openId === id} isTabStop={tabStop() === places().get(id)} now={now()} onFocus={() => props.onFocus(id)}
                        />
                      )}
                    </Show>
                  </div>
                )}
              </For>
            </div>
            <Show when={list()?.reading}><span class="progress-line" /></Show>
            <Show when={!list()?.isStale && list()?.problem}>
              {(problem) => <p class="list-problem" role="alert">{sentence(problem())} <button type="button" class="link" onClick={again}>Try again</button></p>}
            </Show>
          </Match>
        </Switch>
      </div>
    </section>
  )
}
