import type { ConfigurationError } from "./Problem.ts"

/**
 * The variable of the server's address where neither it nor the key seems to be set: what stands in for it is the page's
 * own origin, and to send someone there for a key would send them to their own app. Null where there is another address.
 */
export const missingAddress = ({ apiUrl, envVarName, type }: ConfigurationError): string | null =>
  type === "missing_api_key" && apiUrl === globalThis.location?.origin ? envVarName.replace(/KEY$/, "URL") : null
