import type { ConfigurationError } from "./Problem.ts"

/**
 * The variable of the server's address where neither it nor the key seems to be set: what stands in for it is the page's
 * own origin, and to send someone there for a key would send them to their own app. Null where there is another address, and
 * for the script tag, whose address is where it came from and whose key stands in no variable.
 */
export const missingAddress = ({ apiUrl, envVarName, type }: ConfigurationError): string | null =>
  type === "missing_api_key" && apiUrl === globalThis.location?.origin && envVarName.endsWith("KEY") ? envVarName.replace(/KEY$/, "URL") : null
