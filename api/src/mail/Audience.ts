import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { settingOf } from "../settings/values.ts"
import { resendClient } from "./resend.ts"

/**
 * The list of people who get news of the product, kept by Resend whatever sends the letters: `RESEND_API_KEY` and
 * `RESEND_AUDIENCE_ID`. Without both there is no list and nothing happens. What fails is logged: nobody waits for it.
 */
export class Audience extends Context.Service<Audience, {
  readonly isOn: boolean
  /** Adds a person, or lets one who had left get news again. */
  readonly subscribe: (person: { readonly email: string; readonly name?: string }) => Effect.Effect<void>
  readonly unsubscribe: (email: string) => Effect.Effect<void>
}>()("api/mail/Audience") {
  static readonly layer = Layer.effect(Audience, Effect.gen(function*() {
    const apiKey = yield* settingOf("RESEND_API_KEY")
    const audienceId = yield* settingOf("RESEND_AUDIENCE_ID")
    const baseUrl = yield* settingOf("RESEND_BASE_URL")
    if (apiKey === undefined || audienceId === undefined) {
      return Audience.of({ isOn: false, subscribe: () => Effect.void, unsubscribe: () => Effect.void })
    }
    const client = yield* Effect.cached(resendClient(Redacted.make(apiKey), baseUrl))
    type Contacts = Effect.Success<typeof client>["contacts"]
    const ask = Effect.fnUntraced(function*(what: string, request: (contacts: Contacts) => Promise<{ readonly error: { readonly message: string } | null }>) {
      const { contacts } = yield* client
      const { error } = yield* Effect.promise(() => request(contacts))
      if (error !== null) yield* Effect.annotateLogs(Effect.logWarning(`Resend's audience: ${what} failed`), { reason: error.message })
      return error === null
    })
    return Audience.of({
      isOn: true,
      subscribe: Effect.fn("Audience.subscribe")(function*({ email, name }) {
        yield* ask("adding a contact", (contacts) => contacts.create({ audienceId, email, unsubscribed: false, ...(name === undefined ? {} : { firstName: name }) }))
      }),
      unsubscribe: Effect.fn("Audience.unsubscribe")(function*(email) {
        yield* ask("unsubscribing a contact", (contacts) => contacts.update({ audienceId, email, unsubscribed: true }))
      })
    })
  }))
}
