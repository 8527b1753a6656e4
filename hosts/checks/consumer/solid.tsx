// A host page that uses every entry, as strictly as a compiler can be asked to look
import type { CossistantClient } from "@cossistant/core"
import { createSupportController } from "@cossistant/core/support-controller"
import {
  IdentifySupportVisitor, Primitives, Support, SupportConfig, SupportProvider, type SupportProviderProps, useSupport, useVisitor
} from "@cossistant/solid"
import Feedback from "@cossistant/solid/feedback"
import { useConversations } from "@cossistant/solid/hooks"
import { IdentifySupportVisitor as Identify } from "@cossistant/solid/identify-visitor"
import { Button } from "@cossistant/solid/primitives/button"
import * as Parts from "@cossistant/solid/primitives"
import { SupportProvider as Provider } from "@cossistant/solid/provider"
import { RealtimeProvider } from "@cossistant/solid/realtime"
import DefaultSupport, { type SupportHandle, type SupportProps, useSupportNavigation } from "@cossistant/solid/support"
import { SupportConfig as Config } from "@cossistant/solid/support-config"
import { PENDING_CONVERSATION_ID } from "@cossistant/solid/utils"
import "@cossistant/solid/styles.css"
import type { JSX } from "solid-js"

let handle: SupportHandle | undefined
const provider: Omit<SupportProviderProps, "children"> = { publicKey: "pk_test_x", quickOptions: ["How?"], size: "larger" }
const support: SupportProps = { mode: "floating", side: "top", align: "end", onMessageSent: (event) => event.conversationId.length }

const Shown = (): JSX.Element => {
  const { goBack } = useSupportNavigation()
  const shown = useSupport()
  const { visitor } = useVisitor()
  const list = useConversations()
  return <button onClick={() => shown.isOpen ? goBack() : shown.open()}>{shown.unreadCount} {visitor?.language} {list.conversations.length}</button>
}

export const App = (): JSX.Element => (
  <SupportProvider {...provider}>
    <SupportConfig quickOptions={["Why?"]} />
    <Config />
    <IdentifySupportVisitor externalId="user_1" email="jane@acme.test" />
    <Identify externalId="user_1" metadata={{ plan: "pro", seats: 3 }} />
    <Shown />
    <Support ref={(made) => { handle = made ?? undefined }} {...support} />
    <DefaultSupport theme="dark" />
    <Feedback />
    <Button onClick={() => handle?.open()}>Help</Button>
    <Parts.Trigger>Help</Parts.Trigger>
    <Primitives.Button>Help</Primitives.Button>
    <Provider publicKey="pk_test_x">{PENDING_CONVERSATION_ID}</Provider>
  </SupportProvider>
)

export { RealtimeProvider }

// @ts-expect-error: there is no such mode
export const wrong: SupportProps = { mode: "sideways" }

declare module "@cossistant/solid" {
  interface RouteRegistry {
    TOUR: { step: number }
  }
}
export const Tour = (): JSX.Element => (
  <Support locale="en" content={{ "common.actions.askQuestion": { en: "Ask", fr: "Demander" } }}>
    <Support.Page name="TOUR" component={(props) => <p>{props.params?.step.toFixed()}</p>} />
  </Support>
)

/** What core makes, this package takes, and the other way round. */
const controller = createSupportController({ publicKey: "pk_test_x" })
export const Controlled = (): JSX.Element => <SupportProvider controller={controller}><Support /></SupportProvider>
export const useClient = (): CossistantClient | null => useSupport().client
