import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { OperationRpcs } from "@cossistant/core/operations/operationRpcs"
import * as Effect from "effect/Effect"
import { Capabilities } from "../capabilities/Capabilities.ts"
import { version } from "./version.ts"
import { Work } from "./Work.ts"

/** How the server stands, one line a procedure; `MemberAuth` has seen to site and role. */
export const operationHandlers = OperationRpcs.toLayer(Effect.gen(function*() {
  const capabilities = yield* Capabilities
  const work = yield* Work
  return OperationRpcs.of({
    "system.state": () => CurrentMember.use((me) =>
      Effect.map(Effect.all([work.waiting(me), capabilities.get]), ([counts, capabilities]) => ({ ...counts, capabilities, version }))),
    "system.deadJobs": (page) => CurrentMember.use((me) => work.dead(me, page)),
    "system.retryJob": ({ jobId }) => CurrentMember.use((me) => work.retry(me, jobId)),
    "system.dropJob": ({ jobId }) => CurrentMember.use((me) => work.drop(me, jobId))
  })
}))
