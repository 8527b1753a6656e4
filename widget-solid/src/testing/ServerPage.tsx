import { Feedback, IdentifySupportVisitor, Support, SupportConfig, SupportProvider, Text, useSupport, useSupportText } from "../index.ts"

export { hydrate, renderToString } from "solid-js/web"

const Status = () => {
  const support = useSupport()
  const text = useSupportText()
  return <p title={text("common.actions.send")}>{support.isLoading ? "loading" : "loaded"}</p>
}

/** A host page with all that a server may be asked to draw. */
export const Page = () => (
  <SupportProvider publicKey="pk_test_server" apiUrl="https://support.example">
    <Status />
    <IdentifySupportVisitor externalId="u1" />
    <SupportConfig quickOptions={["One?"]} />
    <Support defaultOpen locale="fr" />
    <Support.Root><Support.Trigger>Mine</Support.Trigger><Support.Content /></Support.Root>
    <Support><Support.Trigger>{(trigger) => <a href="#help">{trigger.isOpen ? "Close" : "Help"}</a>}</Support.Trigger></Support>
    <Text textKey="common.actions.askQuestion" />
    <Feedback topics={["Price"]} />
  </SupportProvider>
)

/** A page that holds nothing but a responsive widget. */
export const ResponsivePage = () => (
  <SupportProvider publicKey="pk_test_server"><Support mode="responsive" /></SupportProvider>
)
