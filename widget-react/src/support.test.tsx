import { filesSuite } from "@cossistant/core/suite/filesSuite"
import type { HostPage, WidgetDriver } from "@cossistant/core/suite/stage"
import { widgetSuite } from "@cossistant/core/suite/widgetSuite"
import { StrictMode } from "react"
import { flushSync } from "react-dom"
import { createRoot } from "react-dom/client"
import { IdentifySupportVisitor } from "./IdentifySupportVisitor.tsx"
import { Support } from "./Support.tsx"
import { SupportProvider } from "./SupportProvider.tsx"

const Page = ({ content, defaultMessages, defaultOpen, locale, onEvent, person, publicKey, quickOptions }: HostPage) => (
  <StrictMode>
    <SupportProvider publicKey={publicKey} apiUrl="https://support.example" defaultMessages={defaultMessages} defaultOpen={defaultOpen}>
      {person !== undefined && <IdentifySupportVisitor {...person} />}
      <Support quickOptions={quickOptions} locale={locale} content={content} onEvent={onEvent} />
    </SupportProvider>
  </StrictMode>
)

const driver: WidgetDriver = {
  mount: (element) => {
    const root = createRoot(element)
    return { draw: (page) => flushSync(() => root.render(<Page {...page} />)), unmount: () => root.unmount() }
  }
}

widgetSuite("React", driver)
filesSuite("React", driver)
