import { warnDeveloper } from "@cossistant/core/dom/warnDeveloper"
import { launcherIcons } from "@cossistant/core/theme/launcherIcons"
import launcherCss from "@cossistant/core/theme/launcher.css?inline"
import hostCss from "./host.css?inline"
import type { EmbedOptions } from "./EmbedOptions.ts"
import { isPageDark } from "./pageScheme.ts"

/** What the widget is drawn into: a shadow root of its own, so that no style comes in or goes out. */
export interface Stage {
  readonly host: HTMLElement
  readonly shadow: ShadowRoot
  /** The element all styles hang on. */
  readonly root: HTMLElement
  /** The button that opens the panel; null inside a container, where the widget is always open. */
  readonly launcher: HTMLButtonElement | null
}

const svg = "http://www.w3.org/2000/svg"

const icon = (face: keyof typeof launcherIcons): SVGElement => {
  const element = document.createElementNS(svg, "svg")
  element.setAttribute("class", "co-icon")
  element.setAttribute("viewBox", "0 0 24 24")
  element.setAttribute("aria-hidden", "true")
  element.dataset["face"] = face
  element.appendChild(document.createElementNS(svg, "path")).setAttribute("d", launcherIcons[face])
  return element
}

const drawLauncher = (): HTMLButtonElement => {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "co-launcher"
  button.dataset["slot"] = "trigger"
  button.dataset["state"] = "closed"
  button.setAttribute("aria-haspopup", "dialog")
  button.setAttribute("aria-expanded", "false")
  button.setAttribute("aria-label", "Open support chat")
  button.append(icon("closed"), icon("open"))
  return button
}

/** A stylesheet that a strict `style-src` allows, since it is no element (https://drafts.csswg.org/cssom/#dom-cssstylesheet-replacesync). */
export const addStyles = (shadow: ShadowRoot, css: string): void => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  shadow.adoptedStyleSheets.push(sheet)
}

/** The widget's scheme: as its theme says, else as the page is. */
export const schemeOf = ({ theme }: EmbedOptions, isPageDark: boolean): "dark" | "light" =>
  theme === "light" || (theme !== "dark" && !isPageDark) ? "light" : "dark"

/** Makes these the tokens of the widget; those of before, if they aren't among them, go. */
export const setTokens = (host: HTMLElement, { variables }: EmbedOptions): void => {
  host.removeAttribute("style")
  // A server's template writes null for nothing.
  for (const [name, value] of Object.entries(variables ?? {})) host.style.setProperty(`--co-theme-${name}`, value)
}

/**
 * Puts the widget's place on the page, with the launcher in it: it is seen, in its colours, before anything else has loaded.
 * Where there is no such container the widget floats, and the page's developer is told.
 */
export const setStage = (options: EmbedOptions): Stage => {
  const { container } = options
  const parent = typeof container === "string" ? document.querySelector(container) : container instanceof Element ? container : null
  if (!parent && container !== undefined) warnDeveloper(`No container "${container}": the widget floats. Call Cossistant.init() when it is there.`)
  const host = document.createElement("div")
  const shadow = host.attachShadow({ mode: "open" })
  const root = document.createElement("div")
  const launcher = parent ? null : drawLauncher()
  root.className = "cossistant"
  root.dataset["slot"] = "root"
  root.dataset["supportMode"] = parent ? "responsive" : "floating"
  if (launcher) {
    root.append(launcher)
    root.dataset["pinned"] = ""
  }
  addStyles(shadow, launcherCss)
  addStyles(shadow, hostCss)
  shadow.append(root)
  ;(parent ?? document.body).append(host)
  setTokens(host, options)
  root.dataset["colorScheme"] = schemeOf(options, isPageDark(host))
  return { host, shadow, root, launcher }
}
