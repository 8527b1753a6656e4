/** @jsxImportSource solid-js */
import { Feedback, Support, SupportProvider } from "@cossistant/solid"
import { render } from "solid-js/web"
import { apiUrl, type Stage } from "./Stage.ts"

/** Draws the stage with Solid. */
export const mount = (root: HTMLElement, { locale, onReady, page: { feedback, mode, quickOptions, size, welcome }, publicKey }: Stage): void => {
  const language = locale === undefined ? {} : { locale }
  render(() => (
    <SupportProvider
      publicKey={publicKey}
      apiUrl={apiUrl}
      quickOptions={[...quickOptions ?? []]}
      size={size}
      {...(welcome !== undefined && { defaultMessages: [{ content: welcome, senderType: "team_member" as const }] })}
    >
      <div class={mode ?? "floating"}><Support mode={mode ?? "floating"} ref={onReady} {...language} /></div>
      {feedback !== undefined && <div class="beside"><Feedback topics={feedback} {...language} /></div>}
    </SupportProvider>
  ), root)
}
