import type { ConfigurationError as Facts } from "@cossistant/core/widget/Problem"
import { isDevelopment } from "@cossistant/core/dom/isDevelopment"
import { configurationText } from "@cossistant/core/text/configurationText"
import { icons } from "@cossistant/core/theme/icons"
import { type JSX, Show } from "solid-js"
import { Dynamic } from "solid-js/web"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { usePart } from "./usePart.ts"

/** Why there is no chat on this page: to its developer what is missing and where to mend it, to anyone else that it is away. */
export const ConfigurationError = (props: { readonly error: Facts }): JSX.Element => {
  const text = useText()
  const part = usePart("configurationError")
  const facts = () => configurationText(text, props.error)
  const card = () => (
    <div {...part.attributes} class={part.classNames("co-setup")} data-slot="configuration-error">
      <Icon shapes={icons.alert} />
      <Show when={isDevelopment()} fallback={<p>{text("component.configurationError.unavailable")}</p>}>
        <h2>{text("component.configurationError.title")}</h2>
        <p>{facts().sentence}</p>
        <code>{facts().name}</code>
        <a href={props.error.apiUrl} target="_blank" rel="noopener noreferrer">{text("component.configurationError.openInbox")}</a>
      </Show>
    </div>
  )
  return (
    <Show when={part.Slot} fallback={card()}>
      {(Slot) => (
        <Dynamic
          component={Slot()}
          {...part.given}
          class={part.classNames()}
          className={part.classNames()}
          data-slot="configuration-error"
          error={props.error}
        />
      )}
    </Show>
  )
}
