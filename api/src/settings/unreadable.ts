import type { ConfigError } from "effect/Config"

/** A library's own variable that can't be read, as a sentence: the variable, what it wants, what to do. */
export const unreadable = (error: ConfigError): string => {
  const [, wants, name] = /^SchemaError\((.*?)\n\s*at \["([^"]+)"\]/s.exec(error.message) ?? []
  return name === undefined || wants === undefined
    ? `A setting can't be read: ${error.message}`
    : `${name} can't be read: ${wants.charAt(0).toLowerCase()}${wants.slice(1)}. Correct it, or remove it to have its default.`
}
