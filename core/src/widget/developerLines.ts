import type { ConfigurationError } from "./Problem.ts"

/** Lines for the developer of the page, in English: what is wrong, what to do, where that is explained. */
const help = (apiUrl: string) => `See ${apiUrl}/docs`

export const configurationLine = ({ apiUrl, envVarName, message, type, ...error }: ConfigurationError): string => {
  switch (type) {
    case "missing_api_key":
      return `${message}, or pass publicKey: keys are made under Settings → Developers at ${apiUrl}. ${help(apiUrl)}`
    case "unreachable_api":
      return `No support server answers at ${apiUrl}: start it, or set apiUrl to the address of yours.`
    case "invalid_api_key": {
      const origin = "origin" in error ? error.origin : null
      return origin === null
        ? `${message}: the public key isn't taken. Copy a current one into ${envVarName} from Settings → Developers at ${apiUrl}. ${help(apiUrl)}`
        : `${message}: allow this page's origin under Settings → Developers at ${apiUrl}. ${help(apiUrl)}`
    }
  }
}

export const missingStylesheet = (apiUrl: string): string =>
  `The widget's stylesheet is missing: import "@cossistant/react/styles.css" (or that of your framework's package). ${help(apiUrl)}`

export const blockedByPolicy = (apiUrl: string, directive: string): string =>
  `The page's Content-Security-Policy blocks ${apiUrl}: add it to ${directive}, with the same address under ws:// or wss:// for connect-src. ${help(apiUrl)}`
