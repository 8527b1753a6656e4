import { filesSuite } from "@cossistant/core/suite/filesSuite"
import type { HostPage, WidgetDriver } from "@cossistant/core/suite/stage"
import { languageSuite } from "@cossistant/core/suite/languageSuite"
import { heardLateSuite } from "@cossistant/core/suite/heardLateSuite"
import { heardSuite } from "@cossistant/core/suite/heardSuite"
import { hostSuite } from "@cossistant/core/suite/hostSuite"
import { threadSuite } from "@cossistant/core/suite/threadSuite"
import { widgetSuite } from "@cossistant/core/suite/widgetSuite"
import { writingSuite } from "@cossistant/core/suite/writingSuite"
import { StrictMode } from "react"
import { flushSync } from "react-dom"
import { createRoot } from "react-dom/client"
import { Feedback, IdentifySupportVisitor, Support, SupportConfig, SupportProvider, type SupportSlotProps } from "./index.ts"

const Page = ({ config, content, defaultMessages, defaultOpen, feedback, language, onHandle, person, publicKey, size, slotProps, ...rest }: HostPage) => (
  <StrictMode>
    <SupportProvider publicKey={publicKey} apiUrl="https://support.example" defaultMessages={defaultMessages} defaultOpen={defaultOpen} size={size} {...language}>
      {person !== undefined && <IdentifySupportVisitor {...person} />}
      {config !== undefined && <SupportConfig {...config} />}
      <Support ref={(handle) => void (handle !== null && onHandle?.(handle))} content={content} slotProps={slotProps as SupportSlotProps} {...rest} />
      {feedback !== undefined && <Feedback {...feedback} />}
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
heardSuite("React", driver)
heardLateSuite("React", driver)
hostSuite("React", driver)
languageSuite("React", driver)
threadSuite("React", driver)
writingSuite("React", driver)
