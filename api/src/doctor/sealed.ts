import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import { makeSecretBox } from "../websites/secretBox.ts"
import { fine, type Finding, problem } from "./Finding.ts"

/** Whether `ENCRYPTION_KEY` opens what the database keeps sealed, told by the newest identity secret; nothing to say without one. */
export const sealedOpens = Effect.fnUntraced(function*(encryption: Redacted.Redacted) {
  const sql = yield* SqlClient
  const [newest] = yield* sql<{ id: string; websiteId: string; sealed: Uint8Array }>`
    select id, website_id, sealed from identity_secret order by created_at desc, id desc limit 1`
  if (newest === undefined) return []
  const opens = yield* Effect.isSuccess(Effect.try(() => makeSecretBox(Redacted.value(encryption)).open(newest.sealed, `${newest.websiteId} ${newest.id}`)))
  return [opens ? fine("secrets", "ENCRYPTION_KEY opens what the database keeps sealed.") : otherKey]
})

const otherKey: Finding = problem(
  "secrets",
  "ENCRYPTION_KEY isn't the one that sealed what this database keeps: identity and webhook secrets and waiting letters don't open.",
  "Set the key of before (a backup has it in files/secrets.json where up made it). Where it is lost, make new secrets under Settings → Developers and Settings → Webhooks of each site."
)
