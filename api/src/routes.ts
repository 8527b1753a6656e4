import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { SqlClient } from "effect/sql/SqlClient"
import path from "node:path"
import * as docsRoutes from "./docs/docsRoutes.ts"
import * as embedRoutes from "./embed/embedRoutes.ts"
import * as health from "./http/health.ts"
import { isLocalRequest } from "./http/localRequest.ts"
import * as Pages from "./http/Pages.ts"
import { pagePolicy } from "./http/securityHeaders.ts"
import * as outboxRoutes from "./mail/outboxRoutes.ts"
import * as authRoutes from "./members/authRoutes.ts"
import * as packagesRoutes from "./packages/packagesRoutes.ts"
import * as demoRoutes from "./seed/demoRoutes.ts"
import type { Entry } from "./settings/Settings.ts"
import { Isolation } from "./sql/isolation.ts"
import * as fileRoutes from "./storage/fileRoutes.ts"

/** Proves to a later start on the same data folder that this process owns it. */
const run = (nonce: string) => HttpRouter.add("GET", "/run", Effect.map(isLocalRequest, (local) =>
  local ? HttpServerResponse.text(nonce) : HttpServerResponse.empty({ status: 404 })))

/** Bodies larger than the usual cap. */
export const bodyCaps = [{ prefix: "/files/upload/", bytes: uploadRules.maxFileBytes + 1024 }] as const

/** Every path that isn't an RPC door. `/demo` and `/dev` exist while trying and developing, for this machine only. */
export const layer = (options: { readonly entry: Entry; readonly root: string; readonly nonce: string }) => {
  const quick = options.entry === "up" || options.entry === "dev" || options.entry === "test"
  return Layer.mergeAll(
    authRoutes.layer,
    fileRoutes.layer,
    docsRoutes.layer(path.join(options.root, "docs")),
    embedRoutes.layer(options.root),
    packagesRoutes.layer(path.join(options.root, "dist/packages")),
    run(options.nonce),
    Layer.unwrap(Effect.map(Effect.all([SqlClient, Isolation]), ([sql, { proven }]) => health.layer([
      { name: "database", check: sql`select 1` },
      { name: "tenant isolation", check: proven }
    ]))),
    quick ? Layer.mergeAll(outboxRoutes.layer, demoRoutes.layer, demoPages(options.root)) : Layer.empty,
    Pages.layer({
      root: path.join(options.root, "dashboard/dist"),
      spa: true,
      policy: pagePolicy({ trustedTypes: ["solid-templates"] })
    })
  )
}

const localOnly = HttpRouter.middleware((page) => Effect.flatMap(isLocalRequest, (local) =>
  local ? page : Effect.succeed(HttpServerResponse.empty({ status: 404 })))).layer

const demoPages = (root: string) =>
  Pages.layer({ root: path.join(root, "demo/dist"), prefix: "/demo", spa: true, policy: pagePolicy({}) }).pipe(Layer.provide(localOnly))
