import { RoleRequired, type CurrentUser } from "@cossistant/core/auth/MemberAuth"
import { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import type { Me } from "@cossistant/core/members/Member"
import { type InstallationTarget, OrganizationId, type SlugTaken, type Website } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { Ids } from "../ids/Ids.ts"
import { Limiter } from "../limits/Limiter.ts"
import { Settings } from "../settings/Settings.ts"
import { imageUrl } from "../storage/imageUrl.ts"
import { Storage } from "../storage/Storage.ts"
import { Websites } from "../websites/Websites.ts"
import { AccessChanges } from "./AccessChanges.ts"
import { AccountRepo } from "./AccountRepo.ts"
import { slugOfName } from "./slugOfName.ts"

type Asker = CurrentUser["Service"]

export interface NewWebsite {
  readonly organizationId?: OrganizationId
  readonly name: string
  readonly domain: string
  readonly installationTarget: InstallationTarget
}

/** What a signed-in person does beside any one site. */
export class Users extends Context.Service<Users, {
  readonly me: (me: Asker) => Effect.Effect<Me>
  readonly rename: (me: Asker, name: string) => Effect.Effect<Me>
  /**
   * Adds a site to an organisation the person runs: the named one, else the first. Someone without any founds one on the
   * way, where accounts are open to all or nobody has founded one yet.
   */
  readonly createWebsite: (me: Asker, website: NewWebsite) => Effect.Effect<
    { readonly website: Website; readonly testPublicKey: string },
    SlugTaken | RoleRequired | TooManyRequests
  >
}>()("api/members/Users") {
  static readonly layer = Layer.effect(Users, Effect.gen(function*() {
    const { signUp } = yield* Settings
    const sql = yield* SqlClient
    const accounts = yield* AccountRepo
    const accessChanges = yield* AccessChanges
    const websites = yield* Websites
    const storage = yield* Storage
    const limiter = yield* Limiter
    const ids = yield* Ids

    const me = Effect.fn("Users.me")(function*({ userId }: Asker) {
      const account = yield* accounts.find(userId)
      // The session was there a moment ago: the account was deleted meanwhile, and nobody waits for this answer.
      if (account === undefined) return yield* Effect.interrupt
      const organizations = yield* accounts.organizations(userId)
      return {
        ...account,
        image: imageUrl(storage, account.image),
        organizations: organizations.map((organization) => ({
          ...organization,
          websites: organization.websites.map(({ logoKey, ...website }) => ({
            ...website,
            logoUrl: logoKey === null ? null : storage.urlOf(logoKey)
          }))
        }))
      }
    })

    const foundOrganization = Effect.fnUntraced(function*(name: string, ownerId: string) {
      if (signUp === "invite" && (yield* accounts.anyOrganization)) return yield* new RoleRequired({ needs: "owner" })
      const id = OrganizationId.make(yield* ids.next)
      const slug = slugOfName(name)
      if (yield* accounts.foundOrganization({ id, name, slug, ownerId })) return id
      yield* accounts.foundOrganization({ id, name, slug: `${slug}-${id.slice(-8).toLowerCase()}`, ownerId })
      return id
    })
    const organizationFor = Effect.fnUntraced(function*({ userId }: Asker, { name, organizationId }: NewWebsite) {
      const mine = yield* accounts.organizations(userId)
      const run = mine.find(({ id, role }) => role !== "member" && (organizationId === undefined || id === organizationId))
      if (run !== undefined) return run.id
      if (mine.length > 0 || organizationId !== undefined) return yield* new RoleRequired({ needs: "admin" })
      return yield* foundOrganization(name, userId)
    })

    return Users.of({
      me,
      rename: Effect.fn("Users.rename")(function*(asker, name) {
        yield* accounts.rename(asker.userId, name)
        yield* accessChanges.tellFace(asker.userId)
        return yield* me(asker)
      }),
      createWebsite: Effect.fn("Users.createWebsite")(function*(asker, website) {
        yield* limiter.take({ key: `websites.create ${asker.userId}`, limit: 20, window: "1 hour" })
        return yield* Effect.flatMap(
          organizationFor(asker, website),
          (organizationId) => websites.create({ ...website, organizationId })
        ).pipe(sql.withTransaction, Effect.catchTag("SqlError", Effect.die))
      })
    })
  })).pipe(Layer.provide(AccountRepo.layer))
}
