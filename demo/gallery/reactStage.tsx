import { Feedback, Support, SupportProvider } from "@cossistant/react"
import { createRoot } from "react-dom/client"
import { apiUrl, type Stage } from "./Stage.ts"

/** Draws the stage with React. */
export const mount = (root: HTMLElement, { locale, onReady, page: { feedback, mode, quickOptions, size, welcome }, publicKey }: Stage): void => {
  const language = locale === undefined ? {} : { locale }
  createRoot(root).render(
    <SupportProvider
      publicKey={publicKey}
      apiUrl={apiUrl}
      quickOptions={[...quickOptions ?? []]}
      size={size}
      {...(welcome !== undefined && { defaultMessages: [{ content: welcome, senderType: "team_member" as const }] })}
    >
      <div className={mode ?? "floating"}><Support mode={mode ?? "floating"} ref={(handle) => { if (handle !== null) onReady(handle) }} {...language} /></div>
      {feedback !== undefined && <div className="beside"><Feedback topics={feedback} {...language} /></div>}
    </SupportProvider>
  )
}
