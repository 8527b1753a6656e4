import * as Cause from "effect/Cause"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import { SqlError } from "effect/sql/SqlError"
import { serverWords } from "../sql/DatabaseError.ts"

/** So long a failure of the database that comes again is told by the line before. In milliseconds. */
const toldFor = 60_000

/** Different failures that are remembered at once; who reaches that many is told again. */
const knownAtMost = 200

/**
 * A logger that tells a failure of the database in the background once a minute, with how often it came meanwhile: workers ask
 * every second, and a database that stays away would fill the disk with what was said already. Whatever belongs to a
 * request, and whatever else fails, is told each time.
 */
export const sparing = <Output>(logger: Logger.Logger<unknown, Output>): Logger.Logger<unknown, Output | void> => {
  const told = new Map<string, { at: number; since: number }>()
  return Logger.make((options) => {
    const words = "requestId" in options.fiber.getRef(References.CurrentLogAnnotations) ? undefined : databaseWords(options.cause)
    if (words === undefined) return logger.log(options)
    const [message] = Array.isArray(options.message) ? options.message : [options.message]
    const name = `${String(message)} ${words}`
    const before = told.get(name)
    const now = options.date.getTime()
    if (before !== undefined && now - before.at < toldFor) return void before.since++
    if (told.size >= knownAtMost) told.clear()
    told.set(name, { at: now, since: 0 })
    if (before === undefined || before.since === 0) return logger.log(options)
    return logger.log({ ...options, message: [message, `${before.since} times more since the last line`] })
  })
}

/** What the database's driver or server said; undefined when it was something else that failed. */
const databaseWords = (cause: Cause.Cause<unknown>): string | undefined => {
  const error = Cause.squash(cause)
  return error instanceof SqlError ? serverWords(error) : undefined
}
