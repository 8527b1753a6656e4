import type { ConfigurationError } from "../widget/Problem.ts"
import type { SupportText } from "./TextKey.ts"

/** For the developer of the page: what to do, and the name it is about. */
export const configurationText = (text: SupportText, error: ConfigurationError): { readonly sentence: string; readonly name: string } => {
  const { apiUrl, envVarName } = error
  if (error.type === "missing_api_key") return { sentence: text("component.configurationError.missingKey", { envVarName }), name: envVarName }
  if (error.type === "unreachable_api") return { sentence: text("component.configurationError.wrongAddress", { address: apiUrl }), name: apiUrl }
  if (error.origin === null) return { sentence: text("component.configurationError.invalidKey"), name: envVarName }
  return { sentence: text("component.configurationError.originRefused", { origin: error.origin }), name: error.origin }
}
