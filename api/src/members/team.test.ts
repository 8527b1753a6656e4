import { NeedsRole } from "@cossistant/core/auth/MemberAuth"
import { InboxRpcs } from "@cossistant/core/rpcs"
import { assert, describe, it, layer } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Members } from "./Members.ts"
import { SignIns } from "./SignIns.ts"
import { type Browser, MemberWorld, publicUrl } from "./testing/MemberWorld.ts"
import { firstOwner, invite, join, linkTo, password } from "./testing/people.ts"

const refused = <A>(call: Effect.Effect<A, { readonly _tag: string }>) =>
  call.pipe(Effect.as("done"), Effect.catchIf(() => true, ({ _tag }) => Effect.succeed(_tag)))
