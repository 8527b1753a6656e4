import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { settingOf } from "../settings/values.ts"
import { LetterTimes } from "./LetterTimes.ts"
import { resendClient } from "./resend.ts"

/** Resend didn't do what it was asked for; the log says why. */
export class AudienceUnavailable extends Data.TaggedError("AudienceUnavailable") {}

interface Refusal {
  readonly error: { readonly message: string; readonly name?: string } | null
}

/**
 * The list of people who get news of the product, kept by Resend whatever sends the letters: `RESEND_API_KEY` and
 * `RESEND_AUDIENCE_ID`. Without both there is no list and nothing happens. What fails is logged, and asked again by whoever
 * asked.
 */
export class Audience extends Context.Service<Audience, {
  readonly isOn: boolean
  /** Adds a person, or lets one who had left get news again. Fails when Resend doesn't do it now, as the next two. */
  readonly subscribe: (person: { readonly email: string; readonly name?: string }) => Effect.Effect<void, AudienceUnavailable>
  readonly unsubscribe: (email: string) => Effect.Effect<void, AudienceUnavailable>
  /** Takes somebody off whose account is gone. */
  readonly forget: (email: string) => Effect.Effect<void, AudienceUnavailable>
  /** Adds somebody who has just signed up: in the background, tried again a few times while Resend doesn't answer. */
  readonly welcome: (person: { readonly email: string; readonly name: string }) => Effect.Effect<void>
}>()("api/mail/Audience") {
  static readonly layer = Layer.effect(Audience, Effect.gen(function*() {
    const apiKey = yield* settingOf("RESEND_API_KEY")
    const audienceId = yield* settingOf("RESEND_AUDIENCE_ID")
    const baseUrl = yield* settingOf("RESEND_BASE_URL")
    if (apiKey === undefined || audienceId === undefined) {
      const nothing = () => Effect.void
      return Audience.of({ isOn: false, subscribe: nothing, unsubscribe: nothing, welcome: nothing, forget: nothing })
    }
    const times = yield* LetterTimes
    const scope = yield* Effect.scope
    const client = yield* Effect.cached(resendClient(Redacted.make(apiKey), baseUrl))
    type Contacts = Effect.Success<typeof client>["contacts"]
    const ask = Effect.fnUntraced(function*(what: string, request: (contacts: Contacts) => Promise<Refusal>) {
      const { contacts } = yield* client
      const { error } = yield* Effect.promise(() => request(contacts)).pipe(
        Effect.timeoutOrElse({ duration: times.answer, orElse: () => Effect.succeed<Refusal>({ error: { message: "Resend didn't answer in time." } }) })
      )
      // Whoever isn't there needn't be taken off.
      if (error?.name === "not_found") return true
      if (error !== null) yield* Effect.annotateLogs(Effect.logWarning(`Resend's audience: ${what} failed`), { reason: error.message })
      return error === null
    })
    const add = ({ email, name }: { readonly email: string; readonly name?: string }) =>
      ask("adding a contact", (contacts) => contacts.create({ audienceId, email, unsubscribed: false, ...(name === undefined ? {} : { firstName: name }) }))
    const soon = (work: Effect.Effect<boolean>) => work.pipe(
      Effect.repeat({ until: (isDone) => isDone, times: 4, schedule: Schedule.exponential(times.pauseMs, 4) }),
      Effect.forkIn(scope),
      Effect.asVoid
    )
    const now = (work: Effect.Effect<boolean>) => Effect.flatMap(work, (isDone) => isDone ? Effect.void : new AudienceUnavailable())
    return Audience.of({
      isOn: true,
      welcome: (person) => soon(add(person)),
      forget: (email) => now(ask("removing a contact", (contacts) => contacts.remove({ audienceId, email }))),
      subscribe: (person) => now(add(person)),
      unsubscribe: (email) => now(ask("unsubscribing a contact", (contacts) => contacts.update({ audienceId, email, unsubscribed: true })))
    })
  }))
}
