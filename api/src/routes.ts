import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { SqlClient } from "effect/sql/SqlClient"
import path from "node:path"
import { Billing } from "./billing/Billing.ts"
import * as docsRoutes from "./docs/docsRoutes.ts"
import * as embedRoutes from "./embed/embedRoutes.ts"
import * as health from "./http/health.ts"
import { isLocalRequest } from "./http/localRequest.ts"
import * as Pages from "./http/Pages.ts"
import { pagePolicy } from "./http/securityHeaders.ts"
import * as inboundRoutes from "./inbound/inboundRoutes.ts"
import * as outboxRoutes from "./mail/outboxRoutes.ts"
import * as authRoutes from "./members/authRoutes.ts"
import * as packagesRoutes from "./packages/packagesRoutes.ts"
import * as publicApiRoutes from "./publicApi/publicApiRoutes.ts"
import * as demoRoutes from "./seed/demoRoutes.ts"
import * as sampleRoutes from "./notifications/sampleRoutes.ts"
import * as unsubscribeRoutes from "./notifications/unsubscribeRoutes.ts"
import type { Entry } from "./settings/Settings.ts"
import { Isolation } from "./sql/isolation.ts"
import { takesWrites } from "./sql/takesWrites.ts"
import * as fileRoutes from "./storage/fileRoutes.ts"
import { Storage } from "./storage/Storage.ts"

/** Proves that this process owns its data folder: to this machine, and to whoever could read the nonce there, as on another address. */
const run = (nonce: string) => HttpRouter.add("GET", "/run", Effect.gen(function*() {
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  const mayAsk = headers["authorization"] === `Bearer ${nonce}` || (yield* isLocalRequest)
  return mayAsk ? HttpServerResponse.text(nonce) : HttpServerResponse.empty({ status: 404 })
}))

/** Bodies larger than the usual cap. */
export const bodyCaps = [{ prefix: "/files/upload/", bytes: uploadRules.maxFileBytes + 1024 }, ...inboundRoutes.letterCaps] as const

/** Every path that isn't an RPC door. `/demo` and `/dev` exist while trying and developing, for this machine only. */
export const layer = (options: { readonly entry: Entry; readonly root: string; readonly nonce: string }) => {
  const quick = options.entry === "up" || options.entry === "dev" || options.entry === "test"
  return Layer.mergeAll(
    authRoutes.layer,
    publicApiRoutes.layer,
    inboundRoutes.layer,
    unsubscribeRoutes.routes,
    fileRoutes.layer,
    docsRoutes.layer(path.join(options.root, "docs")),
    embedRoutes.layer(options.root),
    Layer.unwrap(Effect.map(Billing, ({ routes }) => routes)),
    packagesRoutes.layer(path.join(options.root, "dist/packages")),
    run(options.nonce),
    Layer.unwrap(Effect.map(Effect.all([SqlClient, Isolation]), ([sql, { proven }]) => health.layer([
      { name: "database", check: takesWrites.pipe(Effect.provideService(SqlClient, sql)) },
      { name: "tenant isolation", check: proven }
    ]))),
    quick ? Layer.mergeAll(outboxRoutes.layer, sampleRoutes.layer, demoRoutes.layer, demoPages(options.root)) : Layer.empty,
    ownPages(({ read, send }) => Pages.layer({
      root: path.join(options.root, "dashboard/dist"),
      spa: true,
      policy: pagePolicy({ trustedTypes: ["solid-templates"], connect: send, images: read, frames: true })
    }))
  )
}

const localOnly = HttpRouter.middleware((page) => Effect.flatMap(isLocalRequest, (local) =>
  local ? page : Effect.succeed(HttpServerResponse.empty({ status: 404 })))).layer

/** Pages that send files and show them, from wherever those are kept. */
const ownPages = <A, E, R>(pages: (origins: Effect.Success<Storage["Service"]["origins"]>) => Layer.Layer<A, E, R>) =>
  Layer.unwrap(Effect.map(Effect.flatMap(Storage, ({ origins }) => origins), pages))

const demoPages = (root: string) => ownPages(({ read, send }) => Pages.layer({
  root: path.join(root, "demo/dist"), prefix: "/demo", spa: true, policy: pagePolicy({ connect: send, images: read })
})).pipe(Layer.provide(localOnly))
