import Radar from "lucide-solid/icons/radar"
import { createEffect, lazy, Match, Show, Suspense, Switch } from "solid-js"
import { setPageTitle } from "../alerts/pageTitle.ts"
import { NoAccess } from "../site/NoAccess.tsx"
import { useSite } from "../site/SiteContext.ts"
import { PaneNotice, PaneProblem } from "../ui/PaneNotice.tsx"
import { Segments } from "../ui/Segments.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { useServer } from "../wire/WireContext.tsx"
import { createShowsAnalytics } from "./capabilitiesOf.ts"
import { createLiveVisitors } from "./createLiveVisitors.ts"
import { createReport } from "./createReport.ts"
import { DailyChart } from "./DailyChart.tsx"
import { mapPoints, type Visitor } from "./mapPoints.ts"
import { chooseReportDays, dayOptions, readDays, reportDays } from "./reportDays.ts"
import { VisitorTable } from "./VisitorTable.tsx"

const WorldMap = lazy(() => import("./WorldMap.tsx"))

/** The map, or why there is none. */
const Places = (props: { readonly visitors: ReadonlyArray<Visitor>; readonly isOff: boolean }) => {
  const points = () => mapPoints(props.visitors)
  return (
    <Switch>
      <Match when={props.isOff}>
        <p class="live-hint">No map: this server looks up no places. Whoever runs it can set GEO_PROVIDER to maxmind or header.</p>
      </Match>
      <Match when={points().length > 0}>
        <Suspense fallback={<div class="world" />}><WorldMap points={points()} /></Suspense>
      </Match>
      <Match when={props.visitors.length > 0}><p class="live-hint">No map: the place of nobody here is known by its coordinates.</p></Match>
    </Switch>
  )
}

const Live = () => {
  const { site } = useSite()
  const live = createLiveVisitors()
  const report = createReport()
  createEffect(() => setPageTitle(`Live visitors – ${site.name}`))
  return (
    <main class="live" id="main">
      <header class="live-head">
        <h1>Live visitors</h1>
        <Show when={live.data()}>
          {(data) => <p><span class="live-dot" data-on={data().online > 0 ? "" : undefined} />{data().online} here now{data().visitors.length > data().online ? `, ${data().visitors.length - data().online} away` : ""}</p>}
        </Show>
      </header>
      <div class="live-scroll">
        <Switch fallback={<SkeletonRows kind="row" count={6} />}>
          <Match when={live.data()}>
            {(data) => (
              <>
                <Places visitors={data().visitors} isOff={data().placesOff !== null} />
                <Show
                  when={data().visitors.length > 0}
                  fallback={<PaneNotice icon={<Radar />} title="Nobody is here right now">Whoever has written or is identified appears while a page with the widget is open, and stays for half an hour after leaving.</PaneNotice>}
                >
                  <VisitorTable visitors={data().visitors} />
                </Show>
                <Show when={data().hasMore}><p class="live-hint">There are more visitors than the {data().visitors.length} listed.</p></Show>
              </>
            )}
          </Match>
          <Match when={live.problem()}>{(problem) => <PaneProblem title="The visitors could not be loaded" problem={problem()} onRetry={live.reload} />}</Match>
        </Switch>
        <section class="live-report" aria-label="Conversations a day" aria-busy={report.isLoading()}>
          <Segments label="Days to look back" options={dayOptions} value={String(reportDays())} onChange={(id) => chooseReportDays(readDays(id))} />
          <Switch fallback={<div class="daily-wait" aria-hidden="true" />}>
            <Match when={report.data()}>{(data) => <DailyChart days={data().daily} />}</Match>
            <Match when={report.problem()}>{(problem) => <PaneProblem title="The figures could not be loaded" problem={problem()} onRetry={report.reload} />}</Match>
          </Switch>
        </section>
      </div>
    </main>
  )
}

/** `/{site}/live`: who is on the site now, and how many conversations there were. No such page where the server keeps no figures. */
export default () => {
  const { client } = useServer()
  const shows = createShowsAnalytics(client)
  return (
    <Switch fallback={<main class="live" id="main" aria-busy="true"><header class="live-head"><h1>Live visitors</h1></header></main>}>
      <Match when={shows() === true}><Live /></Match>
      <Match when={shows() === false}><NoAccess /></Match>
    </Switch>
  )
}
