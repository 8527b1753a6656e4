import { A } from "@solidjs/router"
import { For, Match, Show, Switch } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { useServer } from "../wire/WireContext.tsx"
import { createShowsAnalytics, expectsAnalytics } from "./capabilitiesOf.ts"
import { createLiveVisitors } from "./createLiveVisitors.ts"
import { createReport } from "./createReport.ts"
import { type Figure, figuresIn } from "./figureText.ts"
import { chooseReportDays, dayOptions, readDays, reportDays } from "./reportDays.ts"

const Change = (props: { readonly of: NonNullable<Figure["change"]> }) => (
  <span class="figure-change" data-better={props.of.isBetter === null ? undefined : props.of.isBetter ? "yes" : "no"}>
    {props.of.text}
    <span class="hidden-words">
      {" "}against the {reportDays()} days before{props.of.isBetter === null ? "" : props.of.isBetter ? ", better" : ", worse"}
    </span>
  </span>
)

const Strip = () => {
  const { site } = useSite()
  const report = createReport()
  const live = createLiveVisitors()
  return (
    <section class="strip" aria-label="How support is going" aria-busy={report.isLoading()}>
      <Switch fallback={<span class="strip-wait" aria-hidden="true"><For each={[1, 2, 3, 4, 5]}>{() => <i />}</For></span>}>
        <Match when={report.data()}>
          {(data) => (
            <dl class="strip-figures" tabindex="0" aria-label={`The last ${data().days} days`}>
              <For each={figuresIn(data().current, data().previous)}>
                {(figure) => (
                  <div title={figure.about}>
                    <dt>{figure.name}</dt>
                    <dd data-missing={figure.value === "No data" ? "" : undefined}>
                      {figure.value}{" "}<Show when={figure.change}>{(change) => <Change of={change()} />}</Show>
                    </dd>
                  </div>
                )}
              </For>
            </dl>
          )}
        </Match>
        <Match when={report.problem()}>
          <p class="strip-problem" role="status">
            The figures could not be loaded. <button type="button" class="link" onClick={report.reload}>Try again</button>
          </p>
        </Match>
      </Switch>
      <span class="strip-foot">
        <A class="strip-live" href={`/${site.slug}/live`} title="Who is on the site now">
          <span class="live-dot" data-on={(live.data()?.online ?? 0) > 0 ? "" : undefined} />{live.data()?.online ?? "–"} here now
        </A>
        <select
          class="strip-days" aria-label="Days to look back" value={String(reportDays())}
          onChange={(event) => chooseReportDays(readDays(event.currentTarget.value))}
        >
          <For each={dayOptions}>{(option) => <option value={option.id} selected={option.id === String(reportDays())}>{option.label}</option>}</For>
        </select>
      </span>
    </section>
  )
}

/**
 * How support is going, above the conversations; until the server has said whether it keeps figures its room is kept, so that
 * the list doesn't move. Nothing at all where it keeps none; test data has none.
 */
export const MetricsStrip = (props: { readonly isTest: boolean }) => {
  const { client } = useServer()
  const shows = createShowsAnalytics(client)
  return (
    <Show when={!props.isTest}>
      <Switch>
        <Match when={shows()}><Strip /></Match>
        <Match when={shows() === undefined && expectsAnalytics()}><div class="strip-room" /></Match>
      </Switch>
    </Show>
  )
}
