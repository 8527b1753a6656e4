import { RpcFailure } from "../client/RpcFailure.ts"
import type { Refusal } from "./events.ts"
import type { PanelCommand } from "./panelEvents.ts"

/** Tells the host page what failed: `context` names it. */
export const failed = (context: string, error: Refusal): PanelCommand =>
  ({ _tag: "Emit", event: { type: "error", error: new RpcFailure(error), context } })

/** The same for what is tried again by itself: told when it begins to fail, not again until it has worked once. */
export const nowFailed = (context: string, error: Refusal, { problem }: { readonly problem: object | null }): ReadonlyArray<PanelCommand> =>
  problem ? [] : [failed(context, error)]
