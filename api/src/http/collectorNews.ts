import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"

/** The exporters ask so often before they give up what they hold and pause for a minute. */
const triesAtMost = 4

/** A collector that takes a connection and says nothing is one that isn't there. */
const answerWithin = "10 seconds"

const wordsOf = ({ reason }: HttpClientError.HttpClientError): string =>
  "cause" in reason && reason.cause instanceof Error ? reason.cause.message : "description" in reason && reason.description || "no answer"

/**
 * A client for the exporters that tells the log when telemetry begins to be lost and when it is taken again, in a line each:
 * one for a collector that can't be reached, whatever was to be sent, and one for each address that refuses.
 */
export const collectorNews = (client: HttpClient.HttpClient): HttpClient.HttpClient => {
  const away = new Set<string>()
  const refusing = new Set<string>()
  const misses = new Map<string, number>()
  /** Whether this was the last try before it is given up. */
  const isGivenUp = (address: string) => {
    const count = (misses.get(address) ?? 0) + 1
    misses.set(address, count % triesAtMost)
    return count === triesAtMost
  }
  const tell = (log: Effect.Effect<void>, facts: Readonly<Record<string, unknown>>) => Effect.annotateLogs(log, facts)

  const answered = (origin: string, address: string, status: number, isTransient: boolean) => Effect.gen(function*() {
    if (away.delete(origin)) yield* tell(Effect.logInfo("The collector of telemetry answers again"), { collector: origin })
    if (status < 300) {
      misses.delete(address)
      if (refusing.delete(address)) yield* tell(Effect.logInfo("The collector takes telemetry again"), { collector: address })
    } else if (!refusing.has(address) && (!isTransient || isGivenUp(address))) {
      refusing.add(address)
      yield* tell(Effect.logWarning("The collector refuses telemetry, which is lost until it takes some. OTEL_EXPORTER_OTLP_ENDPOINT says where it goes"), { collector: address, status })
    }
  })
  const missed = (origin: string, address: string, why: string) => Effect.suspend(() => {
    if (away.has(origin) || !isGivenUp(address)) return Effect.void
    away.add(origin)
    return tell(Effect.logWarning("The collector of telemetry can't be reached: what it should have had is lost until it answers. OTEL_EXPORTER_OTLP_ENDPOINT says where it is"), { collector: origin, why })
  })

  return HttpClient.transform(client, (answer, request) => {
    // Without the login that an address may hold.
    const { origin, pathname } = new URL(request.url)
    const address = `${origin}${pathname}`
    return answer.pipe(
      Effect.timeoutOrElse({
        duration: answerWithin,
        orElse: () => Effect.fail(new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, description: "no answer in time" }) }))
      }),
      Effect.tap((response) => answered(origin, address, response.status, HttpClient.isTransientResponse(response))),
      Effect.tapError((error) => missed(origin, address, wordsOf(error)))
    )
  })
}
