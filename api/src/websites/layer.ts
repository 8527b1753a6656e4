import * as Layer from "effect/Layer"
import { Members } from "../members/Members.ts"
import { Admission } from "./Admission.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { IdentitySecrets } from "./IdentitySecrets.ts"
import { Installs } from "./Installs.ts"
import { Websites } from "./Websites.ts"

/** Sites, their keys and secrets, and who may come in with them. */
export const layer = Layer.mergeAll(Websites.layer, Admission.layer).pipe(
  Layer.provideMerge(Layer.mergeAll(ApiKeys.layer, IdentitySecrets.layer, Installs.layer)),
  Layer.provide(Members.layer)
)
