import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { Doors } from "../realtime/Doors.ts"
import * as routes from "../routes.ts"
import { routesOf } from "./routesOf.ts"
import { TwoTenants } from "./TwoTenants.ts"

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("P10: every path of the server", (it) => {
  it.effect("x", () => Effect.gen(function*() {
    const seen = yield* Effect.scoped(routesOf(routes.layer({ entry: "test", root: "/nowhere", nonce: "n" })))
    console.log(seen, [...(yield* Doors).keys()])
  }))
})
