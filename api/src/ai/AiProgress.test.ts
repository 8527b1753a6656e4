import { ConversationId } from "@cossistant/core/conversations/Conversation"
import { WebsiteId } from "@cossistant/core/websites/Website"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { overHttp } from "../proofs/calls.ts"
import { isTag, listenAsMember, listenAsVisitor, saying } from "../proofs/listen.ts"
import { startNode } from "../proofs/startNode.ts"
import { must, someone } from "../proofs/TwoTenants.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("What an AI agent does just now", (it) => {
  it.effect("is told on every node while it does it: all to the team, to its visitor what visitors may know, and kept nowhere", () => Effect.gen(function*() {
    const here = yield* startNode({ REALTIME_BUS: "postgres" })
    const there = yield* startNode({ REALTIME_BUS: "postgres" })
    yield* Effect.addFinalizer(() => Effect.promise(() => Promise.all([here.close(), there.close()])))
    const owner = yield* here.program.firstOwner
    const page = { door: "widget", key: owner.testKey, origin: "http://localhost:5173" } as const
    const { caller, conversationId } = yield* Effect.promise(() => someone(here.url, page))
    const stranger = yield* Effect.promise(() => someone(here.url, page))
    const listenAs = (secret: string) => Effect.promise(() => {
      const device = there.program.widget(owner.testKey)
      device.secret = secret
      return listenAsVisitor(device)
    })
    const mine = yield* listenAs(caller.secret)
    const others = yield* listenAs(stranger.caller.secret)
    const team = yield* Effect.promise(() => listenAsMember(there.program.member(owner.cookie), owner.websiteId))
    const run = {
      websiteId: WebsiteId.make(owner.websiteId), conversationId: ConversationId.make(conversationId), workflowRunId: "run_1", aiAgentId: "ai_1"
    }
    const { websiteId: _, ...about } = run
    const using = (toolName: string) => ({ toolCallId: "call_1", toolName, state: "partial" }) as const
    yield* here.progress.tell(run, { phase: "planning", message: "Thinks about the customer", tool: null, audience: "dashboard" })
    yield* here.progress.tell(run, { phase: "tool", message: "Looking it up", tool: using("searchKnowledgeBase"), audience: "all" })
    yield* here.progress.tell(run, { phase: "tool", message: "One moment", tool: using("readLedger"), audience: "all" })
    yield* here.progress.done(run, "success")
    yield* Effect.promise(async () => {
      await Promise.all([mine.until(isTag("ProcessingDone")), team.until(isTag("ProcessingDone"))])
      const steps = (events: ReadonlyArray<{ readonly _tag: string }>) => events.filter(({ _tag }) => _tag.startsWith("Processing"))
      assert.deepStrictEqual<unknown>(steps(mine.all), [
        { _tag: "Processing", ...about, phase: "tool", message: "Looking it up", tool: using("searchKnowledgeBase") },
        { _tag: "Processing", ...about, phase: "tool", message: "One moment", tool: null },
        { _tag: "ProcessingDone", ...about, status: "success" }
      ])
      assert.deepStrictEqual(steps(team.all).map((event) => "phase" in event ? event.phase : event._tag), ["planning", "tool", "tool", "ProcessingDone"])
      await must(overHttp(here.url, stranger.caller), "conversations.send", { conversationId: stranger.conversationId, messageId: ulid(), text: "Anything for me?" })
      await others.until(saying("Anything for me?"))
      assert.deepStrictEqual(steps(others.all), [])
      const pulled = await must(overHttp(here.url, caller), "conversations.timeline", { conversationId })
      assert.notInclude(JSON.stringify(pulled), "Looking it up")
    })
  }))
})
