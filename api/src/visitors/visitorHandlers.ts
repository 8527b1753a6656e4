import { CurrentSite } from "@cossistant/core/auth/KeyAuth"
import { CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import { StartVisitorRpcs, WidgetVisitorRpcs } from "@cossistant/core/visitors/widgetVisitorRpcs"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Identities } from "./Identities.ts"
import { Visitors } from "./Visitors.ts"

const start = StartVisitorRpcs.toLayer(Effect.gen(function*() {
  const visitors = yield* Visitors
  return StartVisitorRpcs.of({
    "visitors.start": ({ profile }) => CurrentSite.use((site) => visitors.start(site, profile))
  })
}))

const known = WidgetVisitorRpcs.toLayer(Effect.gen(function*() {
  const visitors = yield* Visitors
  const identities = yield* Identities
  return WidgetVisitorRpcs.of({
    "visitors.update": ({ profile }) => CurrentVisitor.use((visitor) => visitors.update(visitor, profile)),
    "visitors.identify": (claim) => CurrentVisitor.use((visitor) => identities.identify(visitor, claim)),
    "visitors.setMetadata": ({ metadata }) => CurrentVisitor.use((visitor) => identities.setMetadata(visitor, metadata)),
    "visitors.logout": () => CurrentVisitor.use((visitor) => visitors.logout(visitor))
  })
}))

/** What a browser does about its visitor, one line a procedure. */
export const layer = Layer.merge(start, known)
