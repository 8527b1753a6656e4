import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as HttpPlatform from "effect/http/HttpPlatform"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import path from "node:path"
import * as Pages from "../http/Pages.ts"
import { pagePolicy } from "../http/securityHeaders.ts"

/**
 * What the script tag loads from any page: `/embed.js`, which stays small and is asked for anew each time, and the modules
 * it names by their content under `/embed/assets/`. `root` is the folder of the program.
 */
export const layer = (root: string) => {
  const built = path.join(root, "widget-solid/embed/dist")
  const tag = HttpRouter.use((router) => Effect.flatMap(HttpPlatform.HttpPlatform, ({ fileResponse }) => router.add(
    "GET",
    "/embed.js",
    fileResponse(path.join(built, "embed.js"), { contentType: "text/javascript; charset=utf-8" }).pipe(
      Effect.map(HttpServerResponse.setHeaders({ ...Pages.forAnyOrigin, "cache-control": "no-cache" })),
      Effect.catch(() => Effect.succeed(HttpServerResponse.empty({ status: 404 })))
    )
  ))).pipe(Layer.provide(HttpPlatform.layer), Layer.provide([NodeFileSystem.layer, Path.layer]))
  return Layer.merge(tag, Pages.layer({ root: built, prefix: "/embed", spa: false, policy: pagePolicy({}), anyOrigin: true }))
}
