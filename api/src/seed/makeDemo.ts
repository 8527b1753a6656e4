import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { Accounts } from "../members/Accounts.ts"
import { Members } from "../members/Members.ts"
import { Users } from "../members/Users.ts"
import { StartProgress } from "../sql/DatabaseAddress.ts"
import { team } from "./people.ts"
import { seedStories } from "./seedStories.ts"

/** Makes the demo where nobody has an account yet; everywhere else it leaves things as they are. */
export const makeDemo = Effect.fn("seed.makeDemo")(function*(password: string) {
  const sql = yield* SqlClient
  const accounts = yield* Accounts
  const users = yield* Users
  const members = yield* Members
  const progress = yield* StartProgress
  const [begun] = yield* Effect.orDie(sql<{ yes: boolean }>`select has_accounts() as yes`)
  if (begun?.yes !== false) return

  yield* progress("Making a demo to look around in (once)")
  const owner = yield* accounts.create({ ...team.owner, password })
  const teammate = yield* accounts.create({ ...team.teammate, password })
  const { website } = yield* Effect.orDie(users.createWebsite({
    userId: owner, sessionId: "", ...team.owner, emailVerified: true,
    connection: { clientId: 0, transport: "request", origin: null, address: "127.0.0.1", userAgent: null, acceptLanguage: null }
  }, { name: "Acme", domain: "acme.com", installationTarget: "react" }))
  yield* members.join(website.id, teammate, "member")
  yield* seedStories({ websiteId: website.id, owner, teammate })
  yield* Effect.orDie(sql`insert into demo (website_id, slug) values (${website.id}, ${website.slug})`)
})
