import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { KeyAuth } from "../auth/KeyAuth.ts"
import { PublicWebsite } from "./PublicWebsite.ts"

/** The widget's first question. A visitor secret, when there is one, may come along; an unknown one is ignored. */
export class WidgetWebsiteRpcs extends RpcGroup.make(
  Rpc.make("websites.get", { success: PublicWebsite })
).middleware(KeyAuth) {}
