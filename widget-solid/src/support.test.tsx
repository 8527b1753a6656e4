import { filesSuite } from "@cossistant/core/suite/filesSuite"
import { heardLateSuite } from "@cossistant/core/suite/heardLateSuite"
import { heardSuite } from "@cossistant/core/suite/heardSuite"
import { hostSuite } from "@cossistant/core/suite/hostSuite"
import { languageSuite } from "@cossistant/core/suite/languageSuite"
import type { HostPage, WidgetDriver } from "@cossistant/core/suite/stage"
import { threadSuite } from "@cossistant/core/suite/threadSuite"
import { widgetSuite } from "@cossistant/core/suite/widgetSuite"
import { writingSuite } from "@cossistant/core/suite/writingSuite"
import type { SupportHandle } from "@cossistant/types"
import { createEffect, createSignal, Show } from "solid-js"
import { render } from "solid-js/web"
import { Feedback, IdentifySupportVisitor, Support, SupportConfig, SupportProvider, type SupportSlotProps } from "./index.ts"

const Page = (props: { readonly page: HostPage }) => {
  const [handle, setHandle] = createSignal<SupportHandle>()
  // A page may ask for the handle later than it is given.
  createEffect(() => {
    const given = handle()
    if (given !== undefined) props.page.onHandle?.(given)
  })
  return <SupportProvider
    publicKey={props.page.publicKey}
    apiUrl="https://support.example"
    defaultMessages={props.page.defaultMessages}
    defaultOpen={props.page.defaultOpen}
    size={props.page.size}
    locale={props.page.language?.locale}
    content={props.page.language?.content}
  >
    <Show when={props.page.person}>{(person) => <IdentifySupportVisitor {...person()} />}</Show>
    <Show when={props.page.config}>{(config) => <SupportConfig {...config()} />}</Show>
    <Support
      ref={setHandle}
      quickOptions={props.page.quickOptions}
      locale={props.page.locale}
      content={props.page.content}
      mode={props.page.mode}
      theme={props.page.theme}
      open={props.page.open}
      onOpenChange={props.page.onOpenChange}
      classNames={props.page.classNames}
      slotProps={props.page.slotProps as SupportSlotProps | undefined}
      onEvent={props.page.onEvent}
    />
    <Show when={props.page.feedback}>{(feedback) => <Feedback {...feedback()} />}</Show>
  </SupportProvider>
}

const driver: WidgetDriver = {
  mount: (element) => {
    let dispose: (() => void) | undefined
    const [page, setPage] = createSignal<HostPage>({ publicKey: undefined })
    return {
      draw: (next) => {
        setPage(next)
        dispose ??= render(() => <Page page={page()} />, element)
      },
      unmount: () => dispose?.()
    }
  }
}

widgetSuite("Solid", driver)
filesSuite("Solid", driver)
heardSuite("Solid", driver)
heardLateSuite("Solid", driver)
hostSuite("Solid", driver)
languageSuite("Solid", driver)
threadSuite("Solid", driver)
writingSuite("Solid", driver)
