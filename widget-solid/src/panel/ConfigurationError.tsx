import type { ConfigurationError as Facts } from "@cossistant/core/widget/Problem"
import { isDevelopment } from "@cossistant/core/dom/isDevelopment"
import { configurationText } from "@cossistant/core/text/configurationText"
import { missingAddress } from "@cossistant/core/widget/missingAddress"
import { icons } from "@cossistant/core/theme/icons"
import { type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useScope } from "../SupportScope.ts"
import { useText } from "../TextContext.ts"
import { drawSlot } from "./drawSlot.ts"
import { usePart } from "./usePart.ts"

/** Why there is no chat on this page: to its developer what is missing and where to mend it, to anyone else that it is away. */
export const ConfigurationError = (props: { readonly error: Facts }): JSX.Element => {
  const text = useText()
  const scope = useScope()
  const takeGiven = usePart("configurationError")
  const facts = () => configurationText(text, props.error)
  const card = () => (
    <div ref={takeGiven} class="co-setup" data-slot="configuration-error" role="alert">
      <Icon path={icons.alert} />
      <Show when={isDevelopment()} fallback={<p>{text("component.configurationError.unavailable")}</p>}>
        <h2>{text("component.configurationError.title")}</h2>
        <p>{facts().sentence}</p>
        <code>{facts().name}</code>
        <Show when={props.error.type !== "unreachable_api" && missingAddress(props.error) === null}>
          <a href={props.error.apiUrl} target="_blank" rel="noopener noreferrer">{text("component.configurationError.openInbox")}</a>
        </Show>
      </Show>
    </div>
  )
  return (
    <Show when={scope.slots.configurationError} fallback={card()}>
      {drawSlot("configurationError", { "data-slot": "configuration-error", get error() { return props.error } })}
    </Show>
  )
}
