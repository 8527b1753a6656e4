import type { JSX } from "solid-js"
import { describe, expectTypeOf, it } from "vitest"
import {
  type CustomPage, type DefaultRoutes, IdentifySupportVisitor, type MessageSentEvent, type RouteRegistry, Support, type SupportHandle,
  type SupportHomePageSlotProps, type SupportProps, SupportProvider, type SupportTriggerSlotProps, Text, type TriggerRenderProps, useSupport,
  useSupportEvents, useSupportHandle, useSupportNavigation, useSupportText
} from "./index.ts"

// As a host app declares its own pages, by `declare module "@cossistant/solid"`.
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

const Help = (props: { params?: { article: number } | undefined }) => <p>{props.params?.article}</p>
const Tour = (props: { params?: { step: number } | undefined }) => <p>{props.params?.step.toFixed()}</p>
const Anything = () => <p />

// None of these is called: what they draw is checked by the compiler.
const pages = (): ReadonlyArray<JSX.Element> => [
  <Support.Page name="HELP" component={Anything} />,
  <Support.Page name="FAQ" component={Help} />,
  <Support.Page name="TYPES_TOUR" component={Tour} />,
  <Support.Page name="HOME" component={Anything} />,
  // @ts-expect-error -- a declared page's component takes that page's params
  <Support.Page name="TYPES_TOUR" component={Help} />,
  <Support customPages={[{ name: "HELP", component: Anything }, { name: "HOME", component: Anything }]} />
]

const texts = (): ReadonlyArray<JSX.Element> => [
  <Support locale="en" content={{ "common.actions.askQuestion": { en: "Ask the team", fr: "Poser une question", es: "Preguntar" }, "page.home.tagline": "Soon" }} />,
  <Support locale="en-support" content={{ "common.actions.askQuestion": { "en-support": "Talk to a human", en: "Ask" } }} />,
  <Support content={{ "common.actions.askQuestion": { "de-AT": "Frag uns" } }} />,
  // @ts-expect-error -- a locale that is neither the host's nor built in is a slip
  <Support locale="en-support" content={{ "common.actions.askQuestion": { "en-suport": "Talk to a human" } }} />,
  // @ts-expect-error -- no such sentence
  <Support content={{ "common.actions.dance": "Dance" }} />,
  <Text textKey="common.actions.askQuestion" as="span" class="mine" />,
  <Text textKey="page.home.history.more" variables={{ count: 2 }} />,
  <Text textKey="page.home.greeting" />,
  // @ts-expect-error -- this sentence needs its number
  <Text textKey="page.home.history.more" />,
  // @ts-expect-error -- this one takes nothing
  <Text textKey="common.actions.askQuestion" variables={{ count: 2 }} />
]

const Bubble = (props: SupportTriggerSlotProps) => (
  <button type="button" onClick={() => props.toggle()}>{props.isTyping ? "…" : props.isOpen ? "Close" : props.unreadCount}</button>
)

const Home = (props: SupportHomePageSlotProps) => (
  <section data-slot={props["data-slot"]} data-page={props["data-page"]}>
    <h2>{props.website?.name}</h2>
    {props.quickOptions.map((option) => <button onClick={() => props.startConversation(option)}>{option}</button>)}
  </section>
)

const hosts = (): ReadonlyArray<JSX.Element> => [
  <Support slots={{ trigger: Bubble, homePage: Home }} slotProps={{ trigger: { title: "Ask" } }} />,
  <Support
    ref={(handle: SupportHandle | null) => handle?.startConversation("Hi")}
    onMessageSent={({ conversationId, message }) => window.analytics?.track("sent", {
      conversationId, messageId: message.id, hasImage: message.parts.some((part) => part.type === "image")
    })}
    onError={({ context, error }) => window.analytics?.track(error.message, { context })}
  />,
  <Support.Root defaultOpen theme="dark"><Support.Content side="left" align="start" collisionPadding={{ top: 8 }} /></Support.Root>,
  <SupportProvider publicKey={undefined} apiUrl={undefined}><Support.Root open><p /></Support.Root></SupportProvider>,
  <IdentifySupportVisitor externalId="u1" name={null} email={undefined} metadata={{ createdAt: new Date(), plan: "pro", seats: 3, trial: false, ref: null }} />
]

/** The hooks as the samples use them. */
const Tracker = (): JSX.Element => {
  const events = useSupportEvents()
  const handle = useSupportHandle()
  const { navigate } = useSupportNavigation()
  const text = useSupportText()
  const support = useSupport()
  events?.subscribe("messageSent", (event) => {
    expectTypeOf(event).toEqualTypeOf<MessageSentEvent>()
  })
  return (
    <button onClick={() => {
      support.toggle()
      handle?.startConversation()
      navigate({ page: "CONVERSATION", params: { conversationId: "new", initialMessage: "Hello" } })
      navigate({ page: "TYPES_TOUR", params: { step: 1 } })
      navigate({ page: "HELP" })
      // @ts-expect-error -- a conversation needs its id
      navigate({ page: "CONVERSATION" })
    }}>
      {text("page.home.history.more", { count: support.unreadCount })}
    </button>
  )
}

describe("the Solid package's types", () => {
  it("take pages nobody declared, and check the params of those that were declared", () => {
    expectTypeOf(pages).returns.toExtend<ReadonlyArray<JSX.Element>>()
    expectTypeOf<CustomPage>().toExtend<{ name: string }>()
    expectTypeOf<RouteRegistry>().toExtend<DefaultRoutes>()
    expectTypeOf<RouteRegistry["TYPES_TOUR"]>().toEqualTypeOf<{ step: number }>()
  })

  it("take sentences for every built-in language beside the host's own locale", () => {
    expectTypeOf(texts).returns.toExtend<ReadonlyArray<JSX.Element>>()
    expectTypeOf<SupportProps<"en-support">["locale"]>().toEqualTypeOf<"en-support" | undefined>()
  })

  it("give slots, triggers, callbacks and hooks what the samples read", () => {
    expectTypeOf(hosts).returns.toExtend<ReadonlyArray<JSX.Element>>()
    expectTypeOf(Tracker).returns.toExtend<JSX.Element>()
    expectTypeOf<TriggerRenderProps>().toEqualTypeOf<{ isOpen: boolean; isTyping: boolean; unreadCount: number; toggle: () => void }>()
    expectTypeOf<MessageSentEvent["message"]["parts"][number]>().toExtend<{ type: string }>()
  })
})
