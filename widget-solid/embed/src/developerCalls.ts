import { isDevelopment } from "@cossistant/core/dom/isDevelopment"
import { warnDeveloper } from "@cossistant/core/dom/warnDeveloper"
import type { SupportEventType } from "@cossistant/core/documented/supportEvents"

/** What may stand at a name, by kind: options of `init` and `updateConfig`, and what `identify` takes. */
const options: Readonly<Record<string, string>> = {
  publicKey: "string", apiUrl: "string", locale: "string", container: "string or element", variables: "object", content: "object",
  quickOptions: "array", defaultMessages: "array", avoidCollisions: "boolean", sound: "boolean", tracking: "boolean", defaultOpen: "boolean",
  sideOffset: "number", collisionPadding: "number or object",
  theme: "auto, light or dark", size: "normal or larger", side: "top, bottom, left or right", align: "start, center or end"
}
const person: Readonly<Record<string, string>> = {
  externalId: "string", email: "string", name: "string", image: "string", metadata: "object", identityToken: "string or function"
}
const events: Readonly<Record<SupportEventType, 1>> = { conversationStart: 1, conversationEnd: 1, messageSent: 1, messageReceived: 1, error: 1 }

const kindOf = (value: unknown): string => value instanceof Element ? "element" : Array.isArray(value) ? "array" : value === null ? "null" : typeof value

const isOf = (wanted: string, value: unknown): boolean => {
  const words = wanted.split(/, | or /)
  return words.includes(kindOf(value)) || (typeof value === "string" && words.includes(value))
}

/** What of `given` isn't as it has to be; what is null or undefined isn't there. */
const wrongIn = (given: unknown, names: Readonly<Record<string, string>>): ReadonlyArray<string> => {
  if (kindOf(given) !== "object") return [`takes an object, not ${kindOf(given)}`]
  return Object.entries(given as object).flatMap(([name, value]: [string, unknown]) => { // it is one
    const wanted = names[name]
    if (wanted === undefined) return [`knows no "${name}"`]
    return value === null || value === undefined || isOf(wanted, value) ? [] : [`takes ${wanted} as ${name}, not ${kindOf(value)}`]
  })
}

/** Whom an identity names is told by one of two. */
const namesNobody = (given: unknown): boolean => {
  const { email, externalId } = Object(given) as Record<string, unknown> // whatever a page wrote has fields or none
  return [externalId, email].every((value) => value === undefined || value === null || value === "")
}

/** What is wrong with a call as a page wrote it, whom no compiler has told; in English, for its developer. */
const wrong = (name: string, [first, second]: ReadonlyArray<unknown>): ReadonlyArray<string> => {
  switch (name) {
    case "init":
    case "updateConfig":
      return wrongIn(first, options)
    case "identify": {
      const found = wrongIn(first, person)
      return found.length === 0 && namesNobody(first) ? ["needs an externalId or an email"] : found
    }
    case "openConversation":
      return typeof first === "string" ? [] : [`takes a conversation's id, not ${kindOf(first)}`]
    case "on":
    case "off":
      return [
        ...String(first) in events ? [] : [`knows no event "${String(first)}": there are ${Object.keys(events).join(", ")}`],
        ...typeof second === "function" ? [] : [`takes a function, not ${kindOf(second)}`]
      ]
    default:
      return []
  }
}

/** Tells the developer of the page, if it is one a developer looks at, what is wrong with a call. */
export const tellMistakes = (name: string, args: ReadonlyArray<unknown>): void => {
  if (isDevelopment()) for (const each of wrong(name, args)) warnDeveloper(`Cossistant.${name}() ${each}.`)
}
