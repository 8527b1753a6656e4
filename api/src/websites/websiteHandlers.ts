import { CurrentSite } from "@cossistant/core/auth/KeyAuth"
import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { WebsiteSettingsRpcs } from "@cossistant/core/websites/websiteSettingsRpcs"
import { WidgetWebsiteRpcs } from "@cossistant/core/websites/widgetWebsiteRpcs"
import * as Effect from "effect/Effect"
import { ApiKeys } from "./ApiKeys.ts"
import { IdentitySecrets } from "./IdentitySecrets.ts"
import { Installs } from "./Installs.ts"
import { Websites } from "./Websites.ts"

/** The widget's first question. */
export const widgetWebsiteHandlers = WidgetWebsiteRpcs.toLayer(Effect.gen(function*() {
  const websites = yield* Websites
  return WidgetWebsiteRpcs.of({
    "websites.get": (_, { headers }) => CurrentSite.use((site) => websites.publicFace(site, headers.authorization))
  })
}))

/** A site's settings, one line a procedure; `MemberAuth` has seen to site and role. */
export const websiteSettingsHandlers = WebsiteSettingsRpcs.toLayer(Effect.gen(function*() {
  const websites = yield* Websites
  const installs = yield* Installs
  const keys = yield* ApiKeys
  const secrets = yield* IdentitySecrets
  return WebsiteSettingsRpcs.of({
    "websites.settings": ({ websiteId }) => websites.settings(websiteId),
    "websites.update": ({ websiteId, ...changes }) => websites.update(websiteId, changes),
    "websites.delete": ({ confirmName, websiteId }) => websites.remove(websiteId, confirmName),
    "websites.install": ({ websiteId }) => installs.status(websiteId),
    "keys.installKey": ({ websiteId }) => keys.installKey(websiteId),
    "keys.list": ({ websiteId }) => keys.list(websiteId),
    "keys.create": ({ websiteId, ...key }) => CurrentMember.use(({ userId }) => keys.create(websiteId, key, userId)),
    "keys.revoke": ({ id, websiteId }) => keys.revoke(websiteId, id),
    "identitySecrets.list": ({ websiteId }) => secrets.list(websiteId),
    "identitySecrets.add": ({ websiteId }) => secrets.add(websiteId),
    "identitySecrets.remove": ({ id, websiteId }) => secrets.remove(websiteId, id)
  })
}))
