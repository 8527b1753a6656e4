import { type Choice, hrefOf } from "./choice.ts"
import { type DemoConfig, frameworks } from "./Demo.ts"

const link = (text: string, href: string, isCurrent: boolean): HTMLAnchorElement => {
  const anchor = document.createElement("a")
  anchor.textContent = text
  anchor.href = href
  if (isCurrent) anchor.setAttribute("aria-current", "true")
  return anchor
}

const group = (label: string, links: ReadonlyArray<HTMLAnchorElement>): HTMLElement => {
  const nav = document.createElement("nav")
  nav.setAttribute("aria-label", label)
  nav.append(...links)
  return nav
}

/** Fills the bar that says what is shown, lets it be switched, and opens the inbox beside it. */
export const fillToolbar = (bar: HTMLElement, config: DemoConfig, choice: Choice): void => {
  const names = { react: "React", solid: "Solid" } as const
  const inbox = link("Open the inbox", config.inboxUrl, false)
  inbox.target = "_blank"
  inbox.rel = "noopener"
  bar.replaceChildren(
    group("Widget", frameworks.map((framework) => link(names[framework], hrefOf({ ...choice, framework }), framework === choice.framework))),
    group("Signed in as", [
      link("Anonymous", hrefOf({ ...choice, person: null }), choice.person === null),
      ...config.people.map((person) => link(person.name, hrefOf({ ...choice, person }), person.id === choice.person?.id))
    ]),
    inbox
  )
}
