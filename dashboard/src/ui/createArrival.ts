import { type Accessor, createEffect, on } from "solid-js"
import { setPageTitle } from "../alerts/pageTitle.ts"

/**
 * Names the page in the tab. Whoever comes to it by a press whose button is gone now has the focus in the field meant for
 * it (`autofocus`), else on the heading, so that readers are told where they are. A new title is a new page.
 */
export const createArrival = (title: Accessor<string>, page: Accessor<HTMLElement | undefined>): void =>
  createEffect(on(title, (words) => {
    setPageTitle(words)
    // What the page before it left behind is taken away first.
    queueMicrotask(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return
      const target = page()?.querySelector<HTMLElement>("[autofocus]") ?? page()?.querySelector<HTMLElement>("h1")
      if (target?.tagName === "H1") target.tabIndex = -1
      target?.focus()
    })
  }))
