import type { ConfigurationError as Facts } from "@cossistant/core/widget/Problem"
import { icons } from "@cossistant/core/theme/icons"
import { type JSX } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"

/** For the developer of the page: what is missing, and where it belongs. */
export const ConfigurationError = (props: { readonly error: Facts }): JSX.Element => {
  const text = useText()
  const sentence = () => {
    const { error } = props
    return error.type === "missing_api_key"
      ? text("component.configurationError.missingKey", { envVarName: error.envVarName })
      : error.origin === null
      ? text("component.configurationError.invalidKey")
      : text("component.configurationError.originRefused", { origin: error.origin })
  }
  return (
    <div class="co-setup" data-slot="configuration-error">
      <Icon shapes={icons.alert} />
      <h2>{text("component.configurationError.title")}</h2>
      <p>{sentence()}</p>
      <code>{props.error.type === "missing_api_key" || props.error.origin === null ? props.error.envVarName : props.error.origin}</code>
    </div>
  )
}
