import { type Accessor, createRenderEffect, Match, Switch } from "solid-js"
import type { VisitorName } from "../inbox/nouns.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"
import { Keyed } from "../ui/Keyed.tsx"
import { dayLabel } from "../ui/time.ts"
import { eventText } from "./eventText.ts"
import { FeedbackRow } from "./FeedbackRow.tsx"
import { MessageGroup } from "./MessageGroup.tsx"
import type { Stretch } from "./stretches.ts"
import { ToolRow } from "./ToolRow.tsx"
import type { Row } from "./timelineRows.ts"

type Tagged<Tag extends Row["_tag"]> = Row extends infer One ? One extends { readonly _tag: infer Own } ? Tag extends Own ? One : never : never : never
const as = <Tag extends Row["_tag"]>(row: Row, tag: Tag): Tagged<Tag> | false => row._tag === tag && row as Tagged<Tag> // its tag was just looked at

/**
 * Some rows of a thread. Out of sight they cost nothing, yet they stand in the page: its search, selections and screen
 * readers find them. That begins only when they were laid out once, so that the browser knows their height to the pixel.
 */
export const TimelineStretch = (props: { readonly stretch: Stretch; readonly visitor: Accessor<VisitorName>; readonly now: Accessor<number> }) => {
  const { team } = useSite()
  const names = { member: (userId: string) => memberName(team(), userId), get visitor() { return visitorName(props.visitor()) } }
  const rest = (element: HTMLElement) => createRenderEffect(() => {
    const { rows } = props.stretch
    element.removeAttribute("data-laid")
    requestAnimationFrame(() => requestAnimationFrame(() => element.toggleAttribute("data-laid", props.stretch.rows === rows)))
  })
  return (
    <div class="stretch" ref={rest}>
      <Keyed each={props.stretch.rows} by={(row) => row.key}>
        {(row) => (
          <Switch>
            <Match when={as(row(), "Day")}>{(day) => <div class="day"><span>{dayLabel(day().at, props.now())}</span></div>}</Match>
            <Match when={as(row(), "Unread")}><div class="day" data-unread=""><span>New</span></div></Match>
            <Match when={as(row(), "Event")}>{(event) => <p class="event">{eventText(event().item, names)}</p>}</Match>
            <Match when={as(row(), "Tool")}>{(tool) => <ToolRow item={tool().item} />}</Match>
            <Match when={as(row(), "Feedback")}>{(given) => <FeedbackRow feedback={given().feedback} visitorName={names.visitor} />}</Match>
            <Match when={as(row(), "Messages")}>
              {(group) => <MessageGroup row={group()} visitorName={names.visitor} visitorImage={props.visitor().image} />}
            </Match>
          </Switch>
        )}
      </Keyed>
    </div>
  )
}
