import { render } from "solid-js/web"
import { afterEach } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { App } from "../App.tsx"

let unmount = () => {}
afterEach(() => {
  unmount()
  unmount = () => {}
  document.body.replaceChildren()
  localStorage.clear()
})

/** Opens the inbox at an address, against a scripted server; it is closed after the test. */
export const openApp = <S extends Pick<ReturnType<typeof fakeServer>, "server">>(path: string, fixture: S): S => {
  history.replaceState(null, "", path)
  unmount = render(() => <App server={fixture.server} />, document.body)
  return fixture
}

/** Waits until the page shows what is asked for; fails with the page's text after two seconds. */
export const shown = async <A,>(look: () => A | null | undefined | false): Promise<A> => {
  const deadline = Date.now() + 2_000
  for (;;) {
    const found = look()
    if (found) return found
    if (Date.now() > deadline) throw new Error(`Not shown. The page says: ${document.body.textContent}`)
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => (observer.disconnect(), clearTimeout(timer), resolve()))
      const timer = setTimeout(() => (observer.disconnect(), resolve()), 50)
      observer.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true })
    })
  }
}

/** Whether the page, or what `selector` names of it, says these words. */
export const text = (words: string, selector = "body") => () => document.querySelector(selector)?.textContent?.includes(words)
export const find = <E extends Element>(selector: string) => () => document.querySelector<E>(selector)

/** The first button, link or switch of this name. */
export const named = (name: string) => () =>
  [...document.querySelectorAll<HTMLElement>("button, a, input, label")].find((element) =>
    (element.getAttribute("aria-label") ?? element.textContent)?.trim() === name)
export const press = async (name: string) => (await shown(named(name))).click()
