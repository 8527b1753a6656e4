import type { ConversationId } from "@cossistant/core/conversations/Conversation"
import type { InstallStatus, RefusalReason } from "@cossistant/core/websites/InstallStatus"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Live } from "../live/Live.ts"
import type { KeyFacts } from "./AdmissionRepo.ts"
import { InstallRepo } from "./InstallRepo.ts"

/** Proof that a widget is installed, or why it isn't: told to the team as it happens. */
export class Installs extends Context.Service<Installs, {
  readonly status: (websiteId: WebsiteId) => Effect.Effect<InstallStatus>
  /** A page loaded the widget. `before` is what was known when it asked: the same page is written once a minute. */
  readonly seen: (before: KeyFacts, origin: string) => Effect.Effect<void>
  /** A page was turned away. Pages that ask again and again are written once a second at most. */
  readonly refused: (before: KeyFacts, origin: string | null, reason: RefusalReason) => Effect.Effect<void>
  /** A visitor said something there. The site's very first conversation is the end of its installation. */
  readonly spoken: (websiteId: WebsiteId, conversationId: ConversationId) => Effect.Effect<void>
}>()("api/websites/Installs") {
  static readonly layer = Layer.effect(Installs, Effect.suspend(() => make)).pipe(Layer.provide(InstallRepo.layer))
}

const longestOrigin = 300

const make = Effect.gen(function*() {
  const repo = yield* InstallRepo
  const live = yield* Live
  /** Sites that are past their first message, as far as this process has seen. */
  const speaking = new Set<WebsiteId>()

  const tell = Effect.fnUntraced(function*(websiteId: WebsiteId) {
    yield* live.tell(websiteId, { _tag: "InstallChanged", status: yield* repo.status(websiteId) })
  })
  const isOlder = (at: number | null, ms: number) =>
    Effect.map(Clock.currentTimeMillis, (now) => at === null || now - at > ms)

  return Installs.of({
    status: repo.status,
    seen: Effect.fn("Installs.seen")(function*(before, origin) {
      const isNews = before.seenOrigin !== origin || before.seenIsTest !== before.isTest
      if (!isNews && !(yield* isOlder(before.seenAt, 60_000))) return
      yield* repo.seen(before.websiteId, origin, before.isTest)
      if (isNews) yield* tell(before.websiteId)
    }),
    refused: Effect.fn("Installs.refused")(function*(before, origin, reason) {
      const said = (origin ?? "").slice(0, longestOrigin)
      const isNews = before.refusedOrigin !== said || before.refusedReason !== reason
      if (!(yield* isOlder(before.refusedAt, isNews ? 1_000 : 60_000))) return
      yield* repo.refused(before.websiteId, said, reason)
      yield* tell(before.websiteId)
    }),
    spoken: (websiteId, conversationId) => speaking.has(websiteId) ? Effect.void : Effect.gen(function*() {
      const status = yield* repo.status(websiteId)
      speaking.add(websiteId)
      if (status.firstConversationId === conversationId) yield* live.tell(websiteId, { _tag: "InstallChanged", status })
    })
  })
})
