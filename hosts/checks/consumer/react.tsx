// A host page that uses every entry, as strictly as a compiler can be asked to look
import type { CossistantClient } from "@cossistant/core"
import { createSupportController } from "@cossistant/core/support-controller"
import {
  IdentifySupportVisitor, Primitives, Support, SupportConfig, SupportProvider, type SupportProviderProps, useSupport, useVisitor
} from "@cossistant/react"
import Feedback from "@cossistant/react/feedback"
import { useConversations } from "@cossistant/react/hooks"
import { IdentifySupportVisitor as Identify } from "@cossistant/react/identify-visitor"
import { Button } from "@cossistant/react/primitives/button"
import * as Parts from "@cossistant/react/primitives"
import { SupportProvider as Provider } from "@cossistant/react/provider"
import { RealtimeProvider } from "@cossistant/react/realtime"
import DefaultSupport, { type SupportHandle, type SupportProps, useSupportNavigation } from "@cossistant/react/support"
import { SupportConfig as Config } from "@cossistant/react/support-config"
import { PENDING_CONVERSATION_ID, mergeRefs } from "@cossistant/react/utils"
import "@cossistant/react/styles.css"
import { createRef } from "react"
import type { ReactElement } from "react"

const handle = createRef<SupportHandle>()
const provider: Omit<SupportProviderProps, "children"> = { publicKey: "pk_test_x", quickOptions: ["How?"], size: "larger" }
const support: SupportProps = { mode: "floating", side: "top", align: "end", onMessageSent: (event) => event.conversationId.length }

const Shown = (): ReactElement => {
  const { isOpen, open, unreadCount } = useSupport()
  const { visitor } = useVisitor()
  const { conversations } = useConversations()
  const { goBack } = useSupportNavigation()
  return <button onClick={isOpen ? goBack : open}>{unreadCount} {visitor?.language} {conversations.length}</button>
}

export const App = (): ReactElement => (
  <SupportProvider {...provider}>
    <SupportConfig quickOptions={["Why?"]} />
    <Config />
    <IdentifySupportVisitor externalId="user_1" email="jane@acme.test" />
    <Identify externalId="user_1" metadata={{ plan: "pro", seats: 3 }} />
    <Shown />
    <Support ref={handle} {...support} />
    <DefaultSupport theme="dark" />
    <Feedback />
    <Button onClick={() => handle.current?.open()}>Help</Button>
    <Parts.Trigger>Help</Parts.Trigger>
    <Primitives.Button>Help</Primitives.Button>
    <Provider publicKey="pk_test_x">{PENDING_CONVERSATION_ID}</Provider>
  </SupportProvider>
)

export { mergeRefs, RealtimeProvider }

// @ts-expect-error: there is no such mode
export const wrong: SupportProps = { mode: "sideways" }

declare module "@cossistant/react" {
  interface RouteRegistry {
    TOUR: { step: number }
  }
}
export const Tour = (): ReactElement => (
  <Support locale="en" content={{ "common.actions.askQuestion": { en: "Ask", fr: "Demander" } }}>
    <Support.Page name="TOUR" component={({ params }) => <p>{params?.step.toFixed()}</p>} />
    {/* @ts-expect-error: a tour has no chapters */}
    <Support.Page name="TOUR" component={({ params }: { params?: { chapter: number } | undefined }) => <p>{params?.chapter}</p>} />
  </Support>
)

/** What core makes, this package takes, and the other way round. */
const controller = createSupportController({ publicKey: "pk_test_x" })
export const Controlled = (): ReactElement => <SupportProvider controller={controller}><Support /></SupportProvider>
export const useClient = (): CossistantClient | null => useSupport().client
