import { filesSuite } from "@cossistant/core/suite/filesSuite"
import type { HostPage, WidgetDriver } from "@cossistant/core/suite/stage"
import { widgetSuite } from "@cossistant/core/suite/widgetSuite"
import { Show } from "solid-js"
import { createStore, reconcile } from "solid-js/store"
import { render } from "solid-js/web"
import { IdentifySupportVisitor } from "./IdentifySupportVisitor.tsx"
import { Support } from "./Support.tsx"
import { SupportProvider } from "./SupportProvider.tsx"

const Page = (props: { readonly page: HostPage }) => (
  <SupportProvider
    publicKey={props.page.publicKey}
    apiUrl="https://support.example"
    defaultMessages={props.page.defaultMessages}
    defaultOpen={props.page.defaultOpen}
  >
    <Show when={props.page.person}>{(person) => <IdentifySupportVisitor {...person()} />}</Show>
    <Support
      quickOptions={props.page.quickOptions}
      locale={props.page.locale}
      content={props.page.content}
      onEvent={props.page.onEvent}
    />
  </SupportProvider>
)

const driver: WidgetDriver = {
  mount: (element) => {
    let dispose: (() => void) | undefined
    const [state, setState] = createStore<{ page: HostPage }>({ page: { publicKey: undefined } })
    return {
      draw: (page) => {
        setState("page", reconcile(page))
        dispose ??= render(() => <Page page={state.page} />, element)
      },
      unmount: () => dispose?.()
    }
  }
}

widgetSuite("Solid", driver)
filesSuite("Solid", driver)
