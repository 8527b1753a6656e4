import type { ConfigurationError as Facts } from "@cossistant/core/widget/Problem"
import { isDevelopment } from "@cossistant/core/dom/isDevelopment"
import { configurationText } from "@cossistant/core/text/configurationText"
import { missingAddress } from "@cossistant/core/widget/missingAddress"
import { icons } from "@cossistant/core/theme/icons"
import { type ReactElement } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { usePart } from "./usePart.ts"

/** Why there is no chat on this page: to its developer what is missing and where to mend it, to anyone else that it is away. */
export const ConfigurationError = ({ error }: { readonly error: Facts }): ReactElement => {
  const text = useText()
  const { Slot, attributes, classNames, given } = usePart("configurationError")
  if (Slot !== undefined) return <Slot {...given} className={classNames()} data-slot="configuration-error" error={error} />
  const { name, sentence } = configurationText(text, error)
  return (
    <div {...attributes} className={classNames("co-setup")} data-slot="configuration-error" role="alert">
      <Icon path={icons.alert} />
      {!isDevelopment() ? <p>{text("component.configurationError.unavailable")}</p> : (
        <>
          <h2>{text("component.configurationError.title")}</h2>
          <p>{sentence}</p>
          <code>{name}</code>
          {error.type !== "unreachable_api" && missingAddress(error) === null && (
            <a href={error.apiUrl} target="_blank" rel="noopener noreferrer">{text("component.configurationError.openInbox")}</a>
          )}
        </>
      )}
    </div>
  )
}
