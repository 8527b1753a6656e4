import { MemberAuth, NeedsRole } from "@cossistant/core/auth/MemberAuth"
import { InboxRpcs } from "@cossistant/core/rpcs"
import { assert, layer } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Schema from "effect/Schema"
import { FastCheck } from "effect/testing"
import { type Rpc } from "effect/rpc"
import { Doors } from "../realtime/Doors.ts"
import * as RpcDoor from "../realtime/RpcDoor.ts"
import { MemberWorld, publicUrl } from "./testing/MemberWorld.ts"
import { firstOwner, join } from "./testing/people.ts"

// The whole contract of the inbox in front of handlers that only say they were reached.
const reached = InboxRpcs.toLayer(
  Object.fromEntries([...InboxRpcs.requests.keys()].map((tag) => [tag, () => Effect.die("reached")])) as never // One for all, whatever each returns.
)
const EveryProcedure = RpcDoor.layer({ name: "widget", group: InboxRpcs, admit: () => Effect.void, refusal: Schema.Never, anyOrigin: false }).pipe(
  Layer.provide(reached),
  Layer.provideMerge(MemberWorld.layer()),
  Layer.provide(Logger.layer([]))
)

const procedures = [...InboxRpcs.requests.values()].filter(({ middlewares }) => [...middlewares].some(({ key }) => key === MemberAuth.key))
