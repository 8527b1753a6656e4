import type { ConversationId } from "@cossistant/core/conversations/Conversation"
import type { Processing, ProcessingDone } from "@cossistant/core/sync/WidgetEvent"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { isPublicTool } from "../conversations/visitorItem.ts"
import { Live } from "../live/Live.ts"
import { withTenant } from "../sql/Tenant.ts"

/** One run of an AI agent in a conversation. */
export interface AiRun {
  readonly websiteId: WebsiteId
  readonly conversationId: ConversationId
  readonly workflowRunId: string
  readonly aiAgentId: string
}

/** What it does just now. `dashboard` is for the team alone. */
export interface AiStep extends Pick<typeof Processing.Type, "phase" | "message" | "tool"> {
  readonly audience: "all" | "dashboard"
}

/**
 * Tells what an AI agent does while it does it, on every node. Nothing of it is kept: it lapses by itself after 15 s, so
 * whoever takes longer says so again.
 */
export class AiProgress extends Context.Service<AiProgress, {
  readonly tell: (run: AiRun, step: AiStep) => Effect.Effect<void>
  readonly done: (run: AiRun, status: typeof ProcessingDone.Type["status"]) => Effect.Effect<void>
}>()("api/ai/AiProgress") {
  static readonly layer = Layer.effect(AiProgress, Effect.gen(function*() {
    const sql = yield* SqlClient
    const live = yield* Live

    const visitorOf = ({ conversationId, websiteId }: AiRun) => withTenant({ websiteId, data: "all" }, Effect.map(
      sql<{ visitorId: string; contactId: string | null }>`
        select visitor_id, contact_id from conversation where website_id = ${websiteId} and id = ${conversationId}`,
      ([row]) => row
    )).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)

    return AiProgress.of({
      tell: Effect.fn("AiProgress.tell")(function*(run, { audience, ...step }) {
        const { websiteId, ...about } = run
        yield* live.tell(websiteId, { _tag: "Processing", ...about, ...step })
        const visitor = audience === "all" ? yield* visitorOf(run) : undefined
        if (visitor === undefined) return
        // Which other tools there are is the team's own.
        const tool = step.tool !== null && isPublicTool(step.tool.toolName) ? step.tool : null
        yield* live.tellVisitor(visitor, { _tag: "Processing", ...about, ...step, tool })
      }),
      done: Effect.fn("AiProgress.done")(function*(run, status) {
        const { websiteId, ...about } = run
        const event = { _tag: "ProcessingDone", ...about, status } as const
        yield* live.tell(websiteId, event)
        const visitor = yield* visitorOf(run)
        if (visitor !== undefined) yield* live.tellVisitor(visitor, event)
      })
    })
  }))
}
