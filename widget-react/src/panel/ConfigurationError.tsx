import type { ConfigurationError as Facts } from "@cossistant/core/widget/Problem"
import { icons } from "@cossistant/core/theme/icons"
import { type ReactElement } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"

/** For the developer of the page: what is missing, and where it belongs. */
export const ConfigurationError = ({ error }: { readonly error: Facts }): ReactElement => {
  const text = useText()
  const sentence = error.type === "missing_api_key"
    ? text("component.configurationError.missingKey", { envVarName: error.envVarName })
    : error.origin === null
    ? text("component.configurationError.invalidKey")
    : text("component.configurationError.originRefused", { origin: error.origin })
  return (
    <div className="co-setup" data-slot="configuration-error">
      <Icon shapes={icons.alert} />
      <h2>{text("component.configurationError.title")}</h2>
      <p>{sentence}</p>
      <code>{error.type === "missing_api_key" || error.origin === null ? error.envVarName : error.origin}</code>
    </div>
  )
}
