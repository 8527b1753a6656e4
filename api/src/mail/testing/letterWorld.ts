import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Ids } from "../../ids/Ids.ts"
import { Live } from "../../live/Live.ts"
import { Settings } from "../../settings/Settings.ts"
import { TestDatabase } from "../../testing/TestDatabase.ts"
import { Deliveries } from "../Deliveries.ts"
import { Letters } from "../Letters.ts"
import { LetterTimes } from "../LetterTimes.ts"
import { type Accepted, type Letter, Mailer, MailRejected } from "../Mailer.ts"
import { Suppressions } from "../Suppressions.ts"

const secret = (name: string) => Redacted.make(`${name}-`.padEnd(40, "x"))

export const testSettings = (entry: "up" | "start" | "test" = "test") => Layer.succeed(Settings, {
  entry,
  publicUrl: "http://localhost:3000",
  dataDir: "/nowhere",
  signUp: "invite",
  secrets: { auth: secret("auth"), apiKey: secret("keys"), encryption: secret("box") }
})

/** What everyone on the site was told. */
export const told: Array<InboxEvent> = []

/** A mailer that does what `answer` says, and whether it knows a letter again by its key. */
export const mailerThat = (
  answer: (letter: Letter, key: string, nth: number) => Effect.Effect<Accepted, MailRejected>,
  repeats = false
) => Layer.effect(Mailer, Effect.sync(() => {
  let sent = 0
  return Mailer.of({
    provider: "smtp",
    offers: { scheduledAt: false, tags: false, marketing: true, repeats },
    send: (letter, key) => Effect.suspend(() => answer(letter, key, ++sent))
  })
}))

/** The ledger on a database of its own, in a hurry. */
export const letterWorld = <E, R>(mailer: Layer.Layer<Mailer, E, R>) =>
  Layer.mergeAll(Deliveries.layer, Suppressions.layer).pipe(
    Layer.provideMerge(Letters.layer),
    Layer.provideMerge(mailer),
    Layer.provideMerge(Layer.mock(Live, { tell: (_, event) => Effect.sync(() => void told.push(event)) })),
    Layer.provideMerge(Layer.mergeAll(Ids.layer, testSettings())),
    Layer.provideMerge(Layer.succeed(LetterTimes, { look: 20, answer: 300, lease: 1000, pauseMs: 5, drain: 500 })),
    Layer.provideMerge(TestDatabase.layer)
  )

export const siteId = "01J00000000000000000000000"

/** A site with a conversation for letters to speak of. */
export const withSite = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
  yield* admin`insert into website (id, organization_id, name, slug, domain) values (${siteId}, 'o', 'Acme', 'acme', 'acme.test')`
  yield* admin`insert into visitor (id, website_id, is_test, secret_hash) values ('v', ${siteId}, false, '\\x01')`
  yield* admin`insert into conversation (website_id, id, is_test, visitor_id, last_seq, last_message_seq) values (${siteId}, 'CO1', false, 'v', 3, 3)`
})
