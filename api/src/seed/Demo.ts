import { signIdentity } from "@cossistant/core/server/signIdentity"
import { WebsiteId } from "@cossistant/core/websites/Website"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import { ApiKeys } from "../websites/ApiKeys.ts"
import { IdentitySecrets } from "../websites/IdentitySecrets.ts"
import { makeDemo } from "./makeDemo.ts"
import { customers, team } from "./people.ts"

/** Where the demo's inbox is and how to get in. */
export interface DemoSignIn {
  readonly slug: string
  readonly email: string
  readonly password: string
}

/** The site people try the product with: made once, on a database where nobody has an account yet. */
export class Demo extends Context.Service<Demo, {
  /** Null where this database began without a demo. */
  readonly signIn: DemoSignIn | null
  /** What the demo page asks for first. */
  readonly config: Effect.Effect<{ readonly publicKey: string; readonly inboxUrl: string; readonly people: typeof customers } | null>
  /** A fresh token for one of the demo's customers. */
  readonly identity: (customerId: string) => Effect.Effect<string | null>
}>()("api/seed/Demo") {
  /** No demo at all: production, and tests that begin with nobody. */
  static readonly layerNone = Layer.succeed(Demo, {
    signIn: null,
    config: Effect.succeed(null),
    identity: () => Effect.succeed(null)
  })

  static readonly layer = Layer.effect(Demo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const keys = yield* ApiKeys
    const secrets = yield* IdentitySecrets
    const password = Redacted.value(yield* Config.Redacted("DEMO_PASSWORD"))
    yield* makeDemo(password)
    const [made] = yield* Effect.orDie(sql<{ websiteId: string; slug: string }>`select website_id, slug from demo`)
    const websiteId = made === undefined ? null : WebsiteId.make(made.websiteId)

    return Demo.of({
      signIn: made === undefined ? null : { slug: made.slug, email: team.owner.email, password },
      config: websiteId === null || made === undefined ? Effect.succeed(null) : Effect.map(keys.installKey(websiteId), (publicKey) =>
        publicKey === null ? null : { publicKey, inboxUrl: `/${made.slug}/inbox?test=1`, people: customers }),
      identity: Effect.fn("Demo.identity")(function*(customerId) {
        const customer = customers.find(({ id }) => id === customerId)
        if (customer === undefined || websiteId === null) return null
        const [first] = yield* secrets.list(websiteId)
        const signing = first ?? (yield* Effect.orDie(secrets.add(websiteId)))
        return yield* Effect.promise(() =>
          signIdentity({ secret: signing.secret, websiteId, externalId: customer.id, email: customer.email }))
      })
    })
  }))
}
