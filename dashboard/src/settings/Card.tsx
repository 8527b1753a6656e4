import { type JSX, Show } from "solid-js"

/** One matter of the settings: what it is at the left, its controls below or beside. */
export const Card = (props: {
  readonly title: string
  readonly lead?: JSX.Element
  readonly action?: JSX.Element
  readonly isDanger?: boolean
  readonly children?: JSX.Element
}) => (
  <section class="card" data-danger={props.isDanger ? "" : undefined}>
    <header class="card-head">
      <div><h2>{props.title}</h2><Show when={props.lead}><p>{props.lead}</p></Show></div>
      {props.action}
    </header>
    {props.children}
  </section>
)
