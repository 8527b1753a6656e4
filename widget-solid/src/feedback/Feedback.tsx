import { children, type JSX, Show, splitProps, useContext } from "solid-js"
import { classOf } from "../ClassName.ts"
import { SupportProvider } from "../SupportProvider.tsx"
import { useChunk } from "../useChunk.ts"
import { useSpoken } from "../useSpoken.ts"
import { WidgetContext } from "../WidgetContext.ts"
import type { FeedbackContentProps, FeedbackProps, FeedbackRootProps } from "./FeedbackProps.ts"
import { FeedbackRoot } from "./FeedbackRoot.tsx"
import { useFeedbackPart, useFeedbackScope } from "./FeedbackScope.ts"
import { FeedbackTrigger, TriggerButton } from "./FeedbackTrigger.tsx"

const loadPanel = () => import("./FeedbackPanel.tsx")

/** The form's place, from when it is first opened and its sentences are here. Closed it is gone, and with it what was written: it opens empty. */
const PanelPlace = (props: FeedbackContentProps): JSX.Element => {
  const scope = useFeedbackScope()
  const panel = useChunk(() => scope.isOpen ? loadPanel : null)
  const isSpoken = useSpoken(() => scope.isOpen)
  return <Show keyed when={isSpoken() && panel()?.FeedbackPanel}>{(Panel) => <Panel {...props} />}</Show>
}

/** The form, beside the trigger. Lives in `Feedback` or `Feedback.Root`. */
const FeedbackContent = (props: FeedbackContentProps): JSX.Element => {
  useFeedbackPart("content")
  return <PanelPlace {...props} />
}

type PartsProps = Omit<FeedbackProps, keyof FeedbackRootProps> & Pick<FeedbackProps, "children">

const Parts = (props: PartsProps): JSX.Element => {
  const scope = useFeedbackScope()
  // What the host has brought is known before anything of ours is drawn.
  const given = children(() => props.children)
  return (
    <>
      {given()}
      <Show when={scope.parts.trigger === 0}>
        <TriggerButton class={(state) => `co-button ${classOf({ class: props.classNames?.trigger }, state) ?? ""}`} />
      </Show>
      <Show when={scope.parts.content === 0}>
        <PanelPlace
          side={props.side}
          align={props.align}
          sideOffset={props.sideOffset}
          avoidCollisions={props.avoidCollisions}
          collisionPadding={props.collisionPadding}
          class={props.classNames?.content}
        />
      </Show>
    </>
  )
}

const Root = (props: FeedbackRootProps): JSX.Element =>
  useContext(WidgetContext) === undefined ? <SupportProvider><FeedbackRoot {...props} /></SupportProvider> : <FeedbackRoot {...props} />

const Whole = (props: FeedbackProps): JSX.Element => {
  const [parts, root] = splitProps(props, ["align", "avoidCollisions", "children", "classNames", "collisionPadding", "side", "sideOffset"])
  return <Root {...root}><Parts {...parts} /></Root>
}

/**
 * Asks what people think, on its own: a rating, a topic if there are any to choose from, a comment. Stands in the flow of
 * the page. Children (`Feedback.Trigger`, `Feedback.Content`) stand in for built-in parts. `ref` is given a
 * `FeedbackHandle`. Renders nothing for a blocked visitor. Lives under `SupportProvider`, or brings its own.
 */
export const Feedback = /* @__PURE__ */ Object.assign(Whole, { Root, Trigger: FeedbackTrigger, Content: FeedbackContent })
