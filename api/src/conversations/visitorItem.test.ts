import { assert, layer } from "@effect/vitest"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { overHttp } from "../proofs/calls.ts"
import { listenAsMember, listenAsVisitor } from "../proofs/listen.ts"
import { asMember, must, someone, TwoTenants } from "../proofs/TwoTenants.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"

const canary = "CANARY"
const providerMetadata = { openai: { responseId: canary }, cossistant: { visibility: "public", progressMessage: canary } }
const tool = (toolName: string, more: object = {}) => ({
  type: `tool-${toolName}`, toolCallId: "call_1", toolName, input: { query: canary }, state: "result", callProviderMetadata: { openai: canary },
  providerMetadata, ...more
})
const customerFacing = { cossistant: { toolTimeline: { logType: "customer_facing", triggerMessageId: canary, workflowRunId: canary } } }
const found = {
  data: { query: canary, articles: [{ sourceType: "url", sourceUrl: "https://acme.test/help", title: "Help", text: canary, score: 0.9 }, { sourceType: "file", sourceUrl: canary }] }
}

/** Everything an AI agent may leave in a conversation, in its order, and what of it its visitor may see. */
const items: ReadonlyArray<{ readonly type: string; readonly tool: string | null; readonly parts: ReadonlyArray<object>; readonly seen: ReadonlyArray<object> | null }> = [
  {
    type: "message", tool: null,
    parts: [
      { type: "step-start" }, { type: "reasoning", text: canary, state: "done", providerMetadata }, { type: "text", text: "Here", state: "streaming" },
      { type: "source-url", sourceId: "1", url: "https://acme.test/help", title: "Help", providerMetadata },
      { type: "source-document", sourceId: "2", mediaType: "application/pdf", title: "Manual", providerMetadata },
      tool("searchKnowledgeBase", { output: found }), tool("lookUpOrder", { output: { margin: canary } }),
      { type: "translation", text: canary, sourceLanguage: "en", targetLanguage: "de", audience: "team", mode: "auto" },
      { type: "translation", text: "Hier", sourceLanguage: "en", targetLanguage: "de", audience: "visitor", mode: "auto", modelId: canary }
    ],
    seen: [
      { type: "step-start" }, { type: "text", text: "Here", state: "streaming" },
      { type: "source-url", sourceId: "1", url: "https://acme.test/help", title: "Help" },
      { type: "source-document", sourceId: "2", mediaType: "application/pdf", title: "Manual" },
      {
        type: "tool-searchKnowledgeBase", toolCallId: "call_1", toolName: "searchKnowledgeBase", state: "result", input: {},
        output: { data: { articles: [{ sourceType: "url", sourceUrl: "https://acme.test/help", title: "Help" }] } }
      },
      { type: "translation", text: "Hier", sourceLanguage: "en", targetLanguage: "de", audience: "visitor", mode: "auto" }
    ]
  },
  {
    type: "tool", tool: "searchKnowledgeBase", parts: [tool("searchKnowledgeBase", { state: "error", errorText: canary })],
    seen: [{ type: "tool-searchKnowledgeBase", toolCallId: "call_1", toolName: "searchKnowledgeBase", state: "error", input: {} }]
  },
  { type: "tool", tool: "lookUpOrder", parts: [tool("lookUpOrder", { output: canary })], seen: null },
  // A name that isn't the part's own opens nothing.
  { type: "tool", tool: "searchKnowledgeBase", parts: [tool("lookUpOrder", { type: "tool-searchKnowledgeBase", output: canary })], seen: null },
  {
    type: "tool", tool: "showInvoice",
    parts: [{ ...tool("showInvoice", { output: { total: 5 }, callProviderMetadata: customerFacing }), input: { invoice: 7 } }],
    seen: [{ type: "tool-showInvoice", toolCallId: "call_1", toolName: "showInvoice", state: "result", input: { invoice: 7 }, output: { total: 5 } }]
  },
  {
    type: "event", tool: null, seen: null,
    parts: [{ type: "event", eventType: "ai_paused", actorUserId: null, actorAiAgentId: "ai_1", targetUserId: null, targetAiAgentId: null }]
  }
]

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("What an AI agent leaves in a conversation", (it) => {
  it.effect("reaches its visitor only as far as visitors may see it, by every door; the team sees all of it (P12)", () => Effect.gen(function*() {
    const { acme: { owner, testKey, things: { websiteId } }, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const program = yield* TestProgram
    const { caller, conversationId } = yield* Effect.promise(() => someone(url, { door: "widget", key: testKey, origin: "http://localhost:5173" }))
    const device = program.widget(testKey)
    device.secret = caller.secret
    const news = yield* Effect.promise(() => listenAsVisitor(device))
    const team = yield* Effect.promise(() => listenAsMember(program.member(owner), websiteId))
    const token = (news.all.findLast(({ _tag }) => _tag === "Position") as { readonly token: string }).token
    const ids = items.map(() => ulid())
    for (const [n, { parts, tool, type }] of items.entries()) {
      yield* admin`insert into timeline_item (website_id, conversation_id, is_test, seq, id, type, visibility, tool, parts, ai_agent_id)
        select website_id, id, is_test, last_seq + 1, ${ids[n] ?? ""}, ${type}, 'public', ${tool}, ${PgTypes.jsonb(parts)}, 'ai_1'
        from conversation where website_id = ${websiteId} and id = ${conversationId}`
      yield* admin`update conversation set last_seq = last_seq + 1, last_public_seq = last_seq + 1, version = version + 1, changed_in = pg_current_xact_id()
        where website_id = ${websiteId} and id = ${conversationId}`
    }
    const seen = items.flatMap(({ seen }, n) => seen === null ? [] : [[ids[n], seen]])
    const mine = (rows: ReadonlyArray<{ readonly id: string; readonly parts: ReadonlyArray<object> }>) =>
      rows.filter(({ id }) => ids.includes(id)).map(({ id, parts }) => [id, parts])
    yield* Effect.promise(async () => {
      const ask = overHttp(url, caller)
      const answers = {
        timeline: await must(ask, "conversations.timeline", { conversationId }) as { readonly items: ReadonlyArray<{ readonly id: string; readonly parts: ReadonlyArray<object> }> },
        list: await must(ask, "conversations.list", {}),
        pull: await must(ask, "sync.pull", { token }) as { readonly events: ReadonlyArray<{ readonly _tag: string; readonly item?: { readonly id: string; readonly parts: ReadonlyArray<object> } }> }
      }
      assert.deepStrictEqual<unknown>(mine(answers.timeline.items), seen)
      assert.deepStrictEqual<unknown>(mine(answers.pull.events.flatMap(({ item }) => item ?? [])), seen)
      // The position check tells of what was written behind the program's back.
      const last = ids.at(-2) ?? ""
      await news.until((event): event is typeof event => event._tag === "ItemChanged" && event.item.id === last)
      await team.until((event): event is typeof event => event._tag === "ItemChanged" && event.item.id === ids.at(-1))
      const told = new Map(news.all.flatMap((event) => event._tag === "ItemChanged" ? [[event.item.id, event.item.parts]] : []))
      assert.deepStrictEqual<unknown>(ids.flatMap((id) => told.has(id) ? [[id, told.get(id)]] : []), seen)
      assert.notInclude(JSON.stringify([answers, news.all]), canary)
      const opened = await must(asMember(url, owner), "inbox.open", { websiteId, conversationId }) as typeof answers.timeline
      assert.deepStrictEqual<unknown>(mine(opened.items), items.map(({ parts }, n) => [ids[n], parts]))
    })
    news.stop()
    team.stop()
  }))
})
