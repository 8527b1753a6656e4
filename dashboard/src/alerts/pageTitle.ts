import { createEffect, createRoot, createSignal } from "solid-js"

const [page, setPage] = createSignal("Inbox")
const [missed, setMissed] = createSignal(0)

/** How many messages came while no one looked. */
export { missed, setMissed }

/** Names the page, as in "Open – Acme"; what was missed stands before it. */
export const setPageTitle = (title: string): void => void setPage(title)

/** Keeps the tab's title and icon true, as long as the page lives. */
export const showPageTitle = (): void =>
  createRoot(() => {
    createEffect(() => {
      document.title = missed() === 0 ? page() : `(${missed()}) ${page()}`
    })
    createEffect(() => {
      const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]")
      if (icon !== null) icon.href = missed() === 0 ? "/favicon.svg" : "/favicon-unread.svg"
    })
  })
