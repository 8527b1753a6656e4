import { missingAddress } from "./missingAddress.ts"
import type { ConfigurationError } from "./Problem.ts"

/** Lines for the developer of the page, in English: what is wrong, what to do, where that is explained. */
const help = (apiUrl: string) => `See ${apiUrl}/docs`

/** What is to be done where a key isn't taken on this page; other reasons than these name an origin that can be allowed. */
const wayOut = (reason: string | null, origin: string, envVarName: string): string | undefined => {
  const useTestKey = `put your site's test key into ${envVarName}`
  switch (reason) {
    case "live_key_on_loopback": return `live keys don't work on ${origin}, your own machine: ${useTestKey}`
    case "https_required": return `live keys work on https only, and ${origin} isn't: ${useTestKey} while you develop`
    case "private_key_in_browser": return `a private key stands in the page: revoke it now, and put a public one into ${envVarName}`
    case "key_revoked": return `the public key was revoked: put a current one into ${envVarName}`
    case "origin_missing": return "the page has no origin that could be allowed: open it over http or https, not as a file"
    default: return undefined
  }
}

export const configurationLine = (error: ConfigurationError): string => {
  const { apiUrl, envVarName, message, type } = error
  switch (type) {
    case "missing_api_key": {
      const addressName = missingAddress(error)
      return addressName === null
        ? `${message}, or pass publicKey: keys are made under Settings → Developers at ${apiUrl}. ${help(apiUrl)}`
        : `${message} and ${addressName}, or pass publicKey and apiUrl: the address is that of your support server, and keys are made there under Settings → Developers.`
    }
    case "unreachable_api":
      return `No support server answers at ${apiUrl}: start it, or set apiUrl to the address of yours.`
    case "invalid_api_key": {
      const { origin, reason } = error
      const where = `Settings → Developers at ${apiUrl}. ${help(apiUrl)}`
      if (origin === null) return `${message}: the public key isn't taken. Copy a current one into ${envVarName} from ${where}`
      const way = wayOut(reason, origin, envVarName)
      return way === undefined ? `${message}: allow this page's origin under ${where}` : `${message}: ${way}. Keys are under ${where}`
    }
  }
}

export const missingStylesheet = (apiUrl: string): string =>
  `The widget's stylesheet is missing: import "@cossistant/react/styles.css" (or that of your framework's package). ${help(apiUrl)}`

export const blockedByPolicy = (apiUrl: string, directive: string): string =>
  `The page's Content-Security-Policy blocks ${apiUrl}: add it to ${directive}, with the same address under ws:// or wss:// for connect-src. ${help(apiUrl)}`
