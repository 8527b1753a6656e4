import { type HostPage, widgetSuite } from "@cossistant/core/suite/widgetSuite"
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

widgetSuite("React", {
  mount: (element) => {
    const root = createRoot(element)
    return { draw: (page) => flushSync(() => root.render(<Page {...page} />)), unmount: () => root.unmount() }
  }
})
