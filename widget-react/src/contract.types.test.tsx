import { forwardRef, type ReactElement, useEffect } from "react"
import { describe, expectTypeOf, it } from "vitest"
import {
  type CossistantContextValue, type CustomPage, type DefaultRoutes, IdentifySupportVisitor, type MessageSentEvent, type RouteRegistry, Support,
  type SupportHandle, type SupportHomePageSlotProps, type SupportProps, SupportProvider, type SupportTriggerSlotProps, Text, type TriggerRenderProps,
  useSupport, useSupportEvents, useSupportHandle, useSupportNavigation, useSupportText, type UseSupportValue
} from "./index.ts"

// As a host app declares its own pages, by `declare module "@cossistant/react"`.
declare module "./index.ts" {
  interface RouteRegistry {
    TYPES_TOUR: { step: number }
  }
}

declare global {
  interface Window {
    analytics?: { track(name: string, facts: object): void }
  }
}

const Help = ({ params }: { params?: { article: number } | undefined }) => <p>{params?.article}</p>
const Tour = ({ params }: { params?: { step: number } | undefined }) => <p>{params?.step.toFixed()}</p>
const Anything = () => <p />

/** None of these is drawn: what follows is checked by the compiler. */
const pages: ReadonlyArray<ReactElement> = [
  <Support.Page name="HELP" component={Anything} />,
  <Support.Page name="FAQ" component={Help} />,
  <Support.Page name="TYPES_TOUR" component={Tour} />,
  <Support.Page name="HOME" component={Anything} />,
  // @ts-expect-error -- a declared page's component takes that page's params
  <Support.Page name="TYPES_TOUR" component={Help} />,
  <Support customPages={[{ name: "HELP", component: Anything }, { name: "HOME", component: Anything }]} />
]

const texts: ReadonlyArray<ReactElement> = [
  <Support locale="en" content={{ "common.actions.askQuestion": { en: "Ask the team", fr: "Poser une question", es: "Preguntar" }, "page.home.tagline": "Soon" }} />,
  <Support locale="en-support" content={{ "common.actions.askQuestion": { "en-support": "Talk to a human", en: "Ask" } }} />,
  <Support content={{ "common.actions.askQuestion": { "de-AT": "Frag uns" } }} />,
  // @ts-expect-error -- a locale that is neither the host's nor built in is a slip
  <Support locale="en-support" content={{ "common.actions.askQuestion": { "en-suport": "Talk to a human" } }} />,
  <Support
    content={{
      "page.home.greeting": ({ context, utils, variables }) =>
        `${utils.timeOfDay().token} ${variables?.visitorName ?? ""} ${utils.pluralize(context.humanAgents.length, { one: "person", other: "people" })}`
    }}
  />,
  // @ts-expect-error -- no such sentence
  <Support content={{ "common.actions.dance": "Dance" }} />,
  <Text textKey="common.actions.askQuestion" as="span" className="mine" />,
  <Text textKey="page.home.history.more" variables={{ count: 2 }} />,
  <Text textKey="page.home.greeting" />,
  // @ts-expect-error -- this sentence needs its number
  <Text textKey="page.home.history.more" />,
  // @ts-expect-error -- this one takes nothing
  <Text textKey="common.actions.askQuestion" variables={{ count: 2 }} />
]

const Bubble = forwardRef<HTMLButtonElement, SupportTriggerSlotProps>(({ className, isOpen, isTyping, toggle, unreadCount, ...props }, ref) => (
  <button {...props} ref={ref} type="button" className={className} onClick={toggle}>{isTyping ? "…" : isOpen ? "Close" : unreadCount}</button>
))

const Home = ({ className, quickOptions, startConversation, website, ...props }: SupportHomePageSlotProps) => (
  <section className={className} data-slot={props["data-slot"]} data-page={props["data-page"]}>
    <h2>{website?.name}</h2>
    {quickOptions.map((option) => <button key={option} onClick={() => startConversation(option)}>{option}</button>)}
  </section>
)

const hosts: ReadonlyArray<ReactElement> = [
  <Support slots={{ trigger: Bubble, homePage: Home }} slotProps={{ content: { className: "wide" }, trigger: { title: "Ask" } }} />,
  <Support.Trigger>{({ isOpen, isTyping, toggle, unreadCount }) => <button onClick={toggle}>{isOpen || isTyping ? unreadCount : null}</button>}</Support.Trigger>,
  <Support.Trigger className={({ isOpen }: TriggerRenderProps) => isOpen ? "open" : "closed"} asChild><b /></Support.Trigger>,
  <Support
    ref={(handle: SupportHandle | null) => handle?.startConversation("Hi")}
    onMessageSent={({ conversationId, message }) => window.analytics?.track("sent", {
      conversationId, messageId: message.id, hasImage: message.parts.some((part) => part.type === "image")
    })}
    onError={({ context, error }) => window.analytics?.track(error.message, { context })}
  />,
  <Support.Root defaultOpen theme="dark"><Support.Content side="left" align="start" collisionPadding={{ top: 8 }} /></Support.Root>,
  <SupportProvider publicKey={undefined} apiUrl={undefined} controller={undefined}><Support.Root open><p /></Support.Root></SupportProvider>,
  <IdentifySupportVisitor externalId="u1" name={null} email={undefined} metadata={{ createdAt: new Date(), plan: "pro", seats: 3, trial: false, ref: null }} />
]

/** The hooks as the samples use them. */
const Tracker = () => {
  const events = useSupportEvents()
  const handle = useSupportHandle()
  const { navigate, page, params } = useSupportNavigation()
  const text = useSupportText()
  const { isOpen, toggle, unreadCount } = useSupport()
  useEffect(() => events?.subscribe("messageSent", (event) => {
    expectTypeOf(event).toEqualTypeOf<MessageSentEvent>()
  }), [events])
  expectTypeOf(page).toExtend<string>()
  return (
    <button onClick={() => {
      toggle()
      handle?.startConversation()
      navigate({ page: "CONVERSATION", params: { conversationId: "new", initialMessage: "Hello" } })
      navigate({ page: "TYPES_TOUR", params: { step: 1 } })
      navigate({ page: "HELP" })
      // @ts-expect-error -- a conversation needs its id
      navigate({ page: "CONVERSATION" })
    }}>
      {text("page.home.history.more", { count: unreadCount })}{isOpen ? JSON.stringify(params) : null}
    </button>
  )
}

describe("the React package's types", () => {
  it("take pages nobody declared, and check the params of those that were declared", () => {
    expectTypeOf(pages).toExtend<ReadonlyArray<ReactElement>>()
    expectTypeOf<CustomPage>().toExtend<{ name: string }>()
    expectTypeOf<RouteRegistry>().toExtend<DefaultRoutes>()
    expectTypeOf<RouteRegistry["TYPES_TOUR"]>().toEqualTypeOf<{ step: number }>()
  })

  it("take sentences for every built-in language beside the host's own locale", () => {
    expectTypeOf(texts).toExtend<ReadonlyArray<ReactElement>>()
    expectTypeOf<SupportProps<"en-support">["locale"]>().toEqualTypeOf<"en-support" | undefined>()
  })

  it("give slots, triggers and callbacks what the samples read", () => {
    expectTypeOf(hosts).toExtend<ReadonlyArray<ReactElement>>()
    expectTypeOf<TriggerRenderProps>().toEqualTypeOf<{ isOpen: boolean; isTyping: boolean; unreadCount: number; toggle: () => void }>()
    expectTypeOf<MessageSentEvent["message"]["parts"][number]>().toExtend<{ type: string }>()
    expectTypeOf((message: MessageSentEvent["message"]) => message.parts.flatMap((part) => part.type === "image" || part.type === "file" ? [part.url] : []))
      .returns.toEqualTypeOf<string[]>()
  })

  it("give hooks their documented shapes, and the context that of useSupport", () => {
    expectTypeOf(Tracker).returns.toExtend<ReactElement>()
    expectTypeOf<CossistantContextValue>().toEqualTypeOf<UseSupportValue>()
    expectTypeOf<UseSupportValue["client"]>().toBeNullable()
  })
})
