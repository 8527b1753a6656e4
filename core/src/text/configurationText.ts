import type { ConfigurationError } from "../widget/Problem.ts"
import { missingAddress } from "../widget/missingAddress.ts"
import type { SupportText } from "./TextKey.ts"

interface Said {
  readonly sentence: string
  readonly name: string
}

/** For the developer of the page: what to do, and the name it is about. */
export const configurationText = (text: SupportText, error: ConfigurationError): Said => {
  const { apiUrl, envVarName } = error
  const ofKey = (sentence: string): Said => ({ sentence, name: envVarName })
  if (error.type === "missing_api_key") {
    const addressName = missingAddress(error)
    return addressName === null
      ? ofKey(text("component.configurationError.missingKey", { envVarName }))
      : { sentence: text("component.configurationError.missingKeyAndAddress", { envVarName, addressName }), name: `${envVarName} ${addressName}` }
  }
  if (error.type === "unreachable_api") return { sentence: text("component.configurationError.wrongAddress", { address: apiUrl }), name: apiUrl }
  const { origin, reason } = error
  if (origin === null) return ofKey(text("component.configurationError.invalidKey"))
  switch (reason) {
    case "live_key_on_loopback": return ofKey(text("component.configurationError.liveKeyOnLoopback", { origin }))
    case "https_required": return ofKey(text("component.configurationError.httpsRequired", { origin }))
    case "private_key_in_browser": return ofKey(text("component.configurationError.privateKey"))
    case "key_revoked": return ofKey(text("component.configurationError.invalidKey"))
    case "origin_missing": return { sentence: text("component.configurationError.originMissing"), name: `Origin: ${origin}` }
    default: return { sentence: text("component.configurationError.originRefused", { origin }), name: origin }
  }
}
