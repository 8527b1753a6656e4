import type {
  Conversation, DefaultMessage, IdentifyParams, NavigationState, RouteParams, SupportHandle, TimelineItem, TimelineItemParts, VisitorMetadata
} from "@cossistant/types"
import { ConversationStatus, SenderType } from "@cossistant/types"
import { describe, expectTypeOf, it } from "vitest"

// As a host app declares its own pages.
declare module "@cossistant/core" {
  interface RouteRegistry {
    TEST_TOUR: { step: number }
    TEST_FAQ: undefined
  }
}

declare const handle: SupportHandle
declare const somewhere: string

/** Never run: what follows is checked by the compiler. */
const places = (current: NavigationState) => {
  handle.navigate(current)
  handle.navigate({ page: "HOME" })
  handle.navigate({ page: "TEST_FAQ" })
  handle.navigate({ page: "TEST_TOUR", params: { step: 1 } })
  handle.navigate({ page: "CONVERSATION", params: { conversationId: "CO1", initialMessage: "hi" } })
  // Pages that nobody declared work, with params that nobody checks.
  handle.navigate({ page: "HELP" })
  handle.navigate({ page: "HELP", params: { article: 3 } })
  handle.navigate({ page: somewhere })
  // @ts-expect-error -- a conversation needs its id
  handle.navigate({ page: "CONVERSATION" })
  // @ts-expect-error -- a declared page checks its params
  handle.navigate({ page: "TEST_TOUR", params: { step: "one" } })
  // @ts-expect-error -- this page takes none
  handle.navigate({ page: "HOME", params: { step: 1 } })
  if (current.page === "CONVERSATION") return current.params.conversationId
  return current.page === "TEST_TOUR" ? current.params.step.toFixed() : current.page
}

/** A component for a page that nobody declared may ask for any params. */
const page = <Page extends string>(name: Page, component: (props: { params?: RouteParams<Page> | undefined }) => unknown) => ({ name, component })
const pages = [
  page("HELP", ({ params }: { params?: { article: number } | undefined }) => params?.article),
  page("TEST_TOUR", ({ params }) => params?.step)
]

describe("the documented types", () => {
  it("tell parts apart by their type, tools named by a template too", () => {
    expectTypeOf((parts: TimelineItemParts) => parts.some((part) => part.type === "image")).returns.toBeBoolean()
    expectTypeOf((part: TimelineItemParts[number]) => part.type === "image" ? part.width : null).returns.toEqualTypeOf<number | null | undefined>()
    expectTypeOf((part: TimelineItemParts[number]) => part.type === "file" || part.type === "image" ? part.url : "").returns.toBeString()
    expectTypeOf((part: TimelineItemParts[number]) => part.type === "tool-searchKnowledgeBase" ? part.toolCallId : "").returns.toBeString()
  })

  it("take pages of the host, declared or not", () => {
    expectTypeOf(places).returns.toBeString()
    expectTypeOf(pages).toBeArray()
  })

  it("give values and types of one name", () => {
    const line: DefaultMessage = { content: "Hi", senderType: SenderType.TEAM_MEMBER }
    const lines: DefaultMessage[] = [line, { content: "Hello", senderType: "ai", senderId: "ai_1" }]
    expectTypeOf(lines).toEqualTypeOf<DefaultMessage[]>()
    expectTypeOf(SenderType.TEAM_MEMBER).toEqualTypeOf<"team_member">()
    expectTypeOf<SenderType>().toEqualTypeOf<"visitor" | "team_member" | "ai">()
    expectTypeOf<Conversation["status"]>().toEqualTypeOf<ConversationStatus>()
    expectTypeOf(ConversationStatus.RESOLVED).toEqualTypeOf<"resolved">()
  })

  it("take a date among a person's facts, and null for what the host doesn't know", () => {
    const params: IdentifyParams = { externalId: "7", name: null, image: undefined, metadata: { createdAt: new Date(), plan: "pro", seats: 3 } }
    const flat: VisitorMetadata = { plan: "pro", trial: false, seats: 3, company: null }
    expectTypeOf(params).toExtend<IdentifyParams>()
    expectTypeOf<IdentifyParams>().toExtend<{ metadata?: object | null | undefined }>()
    expectTypeOf({ metadata: flat }).toExtend<IdentifyParams>()
  })

  it("let a host make items of its own", () => {
    const items: TimelineItem[] = [{
      conversationId: "CO1", organizationId: "", visibility: "public", type: "message", text: "hi", parts: [], userId: null, aiAgentId: null,
      visitorId: null, createdAt: ""
    }]
    expectTypeOf(items[0]?.id).toEqualTypeOf<string | undefined>()
  })
})
