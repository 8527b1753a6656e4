import { PgClient } from "@effect/sql-pg/PgClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { monotonicFactory } from "ulid"
import { Accounts } from "../members/Accounts.ts"
import { Members } from "../members/Members.ts"
import { Users } from "../members/Users.ts"
import { Settings } from "../settings/Settings.ts"
import { StartProgress } from "../sql/DatabaseAddress.ts"
import { withTenant } from "../sql/Tenant.ts"
import { team } from "./people.ts"
import { stories } from "./stories.ts"
import { writeStories } from "./writeStories.ts"

/**
 * Makes the demo on a database where nobody has an account yet; everywhere else it leaves things as they are. All of it
 * appears at once but the accounts, which a start that was cut short finds again.
 */
export const makeDemo = Effect.fn("seed.makeDemo")(function*(password: string) {
  const sql = yield* PgClient
  const accounts = yield* Accounts
  const progress = yield* StartProgress
  const emails = [team.owner.email, team.teammate.email]
  const [fresh] = yield* Effect.orDie(sql<{ yes: boolean }>`select may_seed(${emails}) as yes`)
  if (fresh?.yes !== true) return

  yield* progress("Making a demo to look around in (once)")
  const owner = yield* accounts.create({ ...team.owner, password })
  const teammate = yield* accounts.create({ ...team.teammate, password })
  yield* Effect.orDie(sql.withTransaction(makeSite({ owner, teammate })))
})

const makeSite = Effect.fnUntraced(function*(people: { readonly owner: string; readonly teammate: string }) {
  const sql = yield* PgClient
  const users = yield* Users
  const members = yield* Members
  const { publicUrl } = yield* Settings
  const { website } = yield* Effect.orDie(users.createWebsite({
    userId: people.owner, sessionId: "", ...team.owner, emailVerified: true,
    connection: { clientId: 0, transport: "request", origin: null, address: "127.0.0.1", userAgent: null, acceptLanguage: null }
  }, { name: "Acme", domain: "acme.com", installationTarget: "react" }))
  yield* members.join(website.id, people.teammate, "member")
  const setting = { websiteId: website.id, publicUrl, team: people, now: yield* Clock.currentTimeMillis, nextId: monotonicFactory() }
  yield* withTenant({ websiteId: website.id, data: "all" }, Effect.andThen(
    writeStories(stories, { ...setting, isTest: true }),
    writeStories(stories.filter(({ isAlsoLive }) => isAlsoLive), { ...setting, isTest: false })
  ))
  yield* sql`insert into demo (website_id, slug) values (${website.id}, ${website.slug})`
})
