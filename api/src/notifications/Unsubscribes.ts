import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import { Suppressions } from "../mail/Suppressions.ts"
import { makeUnsubscribeToken } from "../mail/unsubscribeToken.ts"
import { Settings } from "../settings/Settings.ts"
import { defaults } from "./channels.ts"
import { NotificationRepo } from "./NotificationRepo.ts"

/** Whose letters would stop, from whom. */
export interface UnsubscribeFacts {
  readonly websiteId: string
  readonly websiteName: string
  readonly language: string
  readonly recipient: string
  /** `visitor`, a member's user id, or null. */
  readonly reader: string | null
  readonly kind: string
}

/** Ends letters to whoever holds a link from one of them: a visitor's from the site, a member's by their own settings. */
export class Unsubscribes extends Context.Service<Unsubscribes, {
  /** Undefined for a token that isn't ours, or of a letter long forgotten. */
  readonly find: (token: string) => Effect.Effect<UnsubscribeFacts | undefined>
  readonly stop: (token: string) => Effect.Effect<UnsubscribeFacts | undefined>
}>()("api/notifications/Unsubscribes") {
  static readonly layer = Layer.effect(Unsubscribes, Effect.gen(function*() {
    const sql = yield* SqlClient
    const { secrets } = yield* Settings
    const suppressions = yield* Suppressions
    const repo = yield* NotificationRepo
    const { letterOf } = makeUnsubscribeToken(Redacted.value(secrets.encryption))

    const find = Effect.fn("Unsubscribes.find")(function*(token: string) {
      const letterId = letterOf(token)
      if (letterId === undefined) return undefined
      const [facts] = yield* Effect.orDie(sql<UnsubscribeFacts>`select * from letter_facts(${letterId})`)
      return facts
    })
    return Unsubscribes.of({
      find,
      stop: Effect.fn("Unsubscribes.stop")(function*(token) {
        const facts = yield* find(token)
        if (facts === undefined) return undefined
        const { kind, reader, recipient, websiteId } = facts
        if (reader === null || reader === "visitor") yield* suppressions.suppress({ websiteId, email: recipient, reason: "unsubscribed" })
        else {
          const channel = kind === "mention" ? "email_mention" : "email_new_message"
          yield* repo.turnOff(websiteId, reader, channel, defaults[channel].delaySeconds)
        }
        return facts
      })
    })
  })).pipe(Layer.provide([NotificationRepo.layer, Suppressions.layer]))
}
