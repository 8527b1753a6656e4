import type { ReportDay } from "@cossistant/core/analytics/InboxReport"
import { scaleLinear, scalePoint } from "d3-scale"
import { area, curveMonotoneX, line } from "d3-shape"
import { createMemo, For } from "solid-js"

const width = 640
const height = 132
const foot = 4

// A day of the calendar (UTC) stays that day wherever it is read.
const label = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" })
const dayText = (day: string) => label.format(new Date(`${day}T00:00:00Z`))

/** Conversations begun and resolved on each day: a drawing, and the same as a table for whoever can't see it or wants the numbers. */
export const DailyChart = (props: { readonly days: ReadonlyArray<ReportDay> }) => {
  const drawing = createMemo(() => {
    const x = scalePoint().domain(props.days.map(({ day }) => day)).range([32, width - 20])
    const most = Math.max(4, ...props.days.flatMap(({ conversations, resolved }) => [conversations, resolved]))
    const y = scaleLinear().domain([0, most]).nice(3).range([height - foot, 12])
    const at = ({ day }: ReportDay) => x(day) ?? 0
    return {
      begun: area<ReportDay>(at, y(0), ({ conversations }) => y(conversations)).curve(curveMonotoneX)([...props.days]) ?? "",
      begunLine: line<ReportDay>(at, ({ conversations }) => y(conversations)).curve(curveMonotoneX)([...props.days]) ?? "",
      resolved: line<ReportDay>(at, ({ resolved }) => y(resolved)).curve(curveMonotoneX)([...props.days]) ?? "",
      grid: y.ticks(3).filter(Number.isInteger).map((value) => ({ value, y: y(value) })),
      marks: props.days.filter((_, index) => index % Math.ceil(props.days.length / 7) === 0).map((day) => ({ x: at(day), text: dayText(day.day) }))
    }
  })
  return (
    <figure class="daily">
      <figcaption>
        <h2>Conversations a day</h2>
        <span class="daily-key" data-of="begun">Begun</span><span class="daily-key" data-of="resolved">Resolved</span>
      </figcaption>
      <div class="daily-plot">
        <svg viewBox={`0 0 ${width} ${height}`} role="presentation" aria-hidden="true" preserveAspectRatio="none">
          <For each={drawing().grid}>{(tick) => <line class="daily-grid" x1="0" x2={width} y1={tick.y} y2={tick.y} vector-effect="non-scaling-stroke" />}</For>
          <path class="daily-area" d={drawing().begun} />
          <path class="daily-begun" d={drawing().begunLine} vector-effect="non-scaling-stroke" />
          <path class="daily-resolved" d={drawing().resolved} vector-effect="non-scaling-stroke" />
        </svg>
        <div aria-hidden="true">
          <For each={drawing().grid}>{(tick) => <span class="daily-tick" style={{ top: `${tick.y / height * 100}%` }}>{tick.value}</span>}</For>
          <For each={drawing().marks}>{(mark) => <span class="daily-day" style={{ left: `${mark.x / width * 100}%` }}>{mark.text}</span>}</For>
        </div>
      </div>
      <details class="daily-table">
        <summary>As a table</summary>
        <table>
          <thead><tr><th scope="col">Day</th><th scope="col">Begun</th><th scope="col">Resolved</th></tr></thead>
          <tbody>
            <For each={props.days.toReversed()}>
              {(day) => <tr><th scope="row">{dayText(day.day)}</th><td>{day.conversations}</td><td>{day.resolved}</td></tr>}
            </For>
          </tbody>
        </table>
      </details>
    </figure>
  )
}
