import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type OpenBrowser, openBrowser } from "../openBrowser.ts"
import { parts } from "./parts.ts"

const folder = join(import.meta.dirname, "../../../core/src/theme")
/** A stylesheet with what it imports in its place. */
const sheet = (name: string): string =>
  readFileSync(join(folder, name), "utf8").replace(/@import "\.\/(.*?)";/g, (_, file: string) => sheet(file))

let browser: OpenBrowser
let opened: Page
beforeAll(async () => {
  browser = await openBrowser()
  opened = await browser.newPage("theme", "about:blank")
})
afterAll(() => browser.close())

const still = "* , *::before, *::after { animation: none !important; transition: none !important }"
/** Puts the widget on the page, with these styles of a host around it: one page serves all, one after another. */
const page = async ({ host = "", html = "", root = "" }: { host?: string; html?: string; root?: string } = {}): Promise<Page> => {
  await opened.setContent(`<!doctype html><html ${html}><style>${host}</style><style>${sheet("styles.css")}</style><style>${still}</style>
    <body style="margin:0;padding:0;width:1200px"><div id="app"><div class="cossistant" data-slot="root" data-support-mode="floating" ${root}>${parts}</div></div></body>`)
  return opened
}

/** Every computed style of every element of the widget, and of what is drawn before and after it. */
const look = async (on: Page): Promise<ReadonlyArray<readonly [element: string, styles: Readonly<Record<string, string>>]>> =>
  // As one text: its hundred thousand values would be carried over one by one.
  JSON.parse(await on.evaluate(() => JSON.stringify(
    [...document.querySelectorAll(".cossistant, .cossistant *")].flatMap((element) => ["", "::before", "::after"].map((pseudo) => {
      const computed = getComputedStyle(element, pseudo || null)
      // Where nothing is drawn a style of a border, and how a control with a ground would look without, say nothing.
      const isDrawn = pseudo === "" || !["none", "normal"].includes(computed.content)
      const names = isDrawn ? [...computed].filter((name) => !/^--|-origin$|-style$|^appearance$/.test(name)) : ["content"]
      return [`${element.tagName}.${element.getAttribute("class") ?? ""}${pseudo}`, Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(name)]))] as const
    }))
  )))

const differences = (a: Awaited<ReturnType<typeof look>>, b: Awaited<ReturnType<typeof look>>): ReadonlyArray<string> =>
  a.flatMap(([element, styles], at) => Object.keys(styles).filter((name) => styles[name] !== b[at]?.[1][name])
    .map((name) => `${element} ${name}: ${styles[name]} → ${b[at]?.[1][name]}`))

const family = "body { font-family: sans-serif }"
const hosts: ReadonlyArray<readonly [rules: string, css: string]> = [
  ["rules for bare elements", `
    * { box-sizing: content-box; margin: 3px; letter-spacing: 2px } *::before { padding: 9px; border: 3px solid red }
    body { font-size: 20px; font-style: italic; line-height: 3; text-transform: uppercase; text-align: right; color: red; cursor: wait; text-indent: 9px; white-space: pre }
    button { background: red; border: 5px solid green; padding: 30px; min-width: 120px; font: 30px serif } p { margin: 40px } svg { width: 100px; fill: red; display: inline }
    input, textarea, select { border: 9px solid red; height: 200px } ul { list-style: square; padding: 50px } li::before { content: "x" } h2 { font-size: 60px }
    a { color: red } span { color: green; font-size: 30px } div { padding: 7px; line-height: 4 } header { position: sticky; background: red } form { display: flex } code, pre { background: red }`],
  ["a reset by attribute", `button, [type="button"], [type="submit"] { background-color: transparent; background-image: none; -webkit-appearance: button } [type="email"] { border: 9px solid red }`],
  ["rules for an application's own elements", `#app button:not([data-slot]), #app p, #app svg, #app input { background: red; margin: 30px }`],
  ["Tailwind's unlayered reset", readFileSync(join(import.meta.dirname, "../../../node_modules/tailwindcss/preflight.css"), "utf8").replace(/--theme\([^)]*\)/g, "sans-serif")]
]

let clean: Awaited<ReturnType<typeof look>> | undefined
it.each(hosts)("the widget looks the same on a page with %s", async (_, css) => {
  clean ??= await look(await page({ host: family }))
  // The page's own body and typeface are the page's: everything in the widget is not.
  const hostile = await look(await page({ host: `${family} ${css} .cossistant { margin: 0 } html, body { font-family: sans-serif !important }` }))
  expect(clean.length).toBeGreaterThan(300)
  expect(differences(clean, hostile)).toEqual([])
})

it("nothing of the widget's styles reaches the page around it", async () => {
  const content = '<h1>Title</h1><p>Text <a href="#x">link</a></p><button type="button" class="row">Go</button><input><ul><li>one</li></ul><svg class="icon"></svg><div data-slot="content" data-state="open"><p>mine</p></div>'
  const styles = async (css: string) => {
    await opened.setContent(`<!doctype html><style>${css}</style><body class="cossistant-like">${content}</body>`)
    return await opened.evaluate(() => [...document.querySelectorAll("body, body *")].map((element) => [...getComputedStyle(element)].map((name) => getComputedStyle(element).getPropertyValue(name)).join()))
  }
  expect(await styles(sheet("styles.css"))).toEqual(await styles(""))
})

const tokens = [
  "background", "foreground", "primary", "primary-foreground", "secondary", "secondary-foreground", "border", "input", "popover", "popover-foreground", "ring", "accent",
  "accent-foreground", "muted", "muted-foreground", "background-50", "background-100", "background-200", "background-300", "background-400", "background-500", "background-600",
  "destructive", "destructive-foreground", "success", "success-foreground", "warning", "warning-foreground", "neutral", "neutral-foreground", "pink", "yellow", "blue", "orange"
]
it("every colour token changes something that can be seen, wherever it is set", async () => {
  await page()
  await opened.locator(".co-row").focus()
  const unseen = await opened.evaluate((names) => {
    const colours = [
      "color", "background-color", "border-top-color", "border-bottom-color", "outline-color", "fill", "stroke", "scrollbar-color", "box-shadow"
    ]
    const seen = () => [...document.querySelectorAll(".cossistant, .cossistant *")].flatMap((element) =>
      ["", "::before", "::after", "::selection", "::placeholder"].flatMap((pseudo) => {
        const computed = getComputedStyle(element, pseudo || null)
        return colours.map((name) => computed.getPropertyValue(name))
      })).join()
    const places = [...document.querySelectorAll<HTMLElement>("html, #app, .cossistant")]
    return names.filter((name, at) => ["", "dark"].every((scheme) => {
      document.documentElement.className = scheme
      const before = seen()
      const { style } = places[at % places.length] ?? document.documentElement
      style.setProperty(`--co-theme-${name}`, "rgb(1 2 200)")
      const isSame = seen() === before
      style.removeProperty(`--co-theme-${name}`)
      return isSame
    }))
  }, tokens)
  expect(unseen).toEqual([])
})

it("the radius token rounds everything, and makes everything square but faces and dots at 0", async () => {
  await page({ host: ":root { --co-theme-radius: 0px }" })
  const round = await opened.evaluate(() => [...document.querySelectorAll<HTMLElement>(".cossistant :not(i)")]
    .filter((element) => getComputedStyle(element).borderStartStartRadius !== "0px").map((element) => element.className))
  expect(new Set(round)).toEqual(new Set(["co-avatar", "co-unread-dot"]))
  const soft = await page({ host: ":root { --co-theme-radius: 10px }" })
  const radius = (name: string) => soft.locator(name).first().evaluate((element) => getComputedStyle(element).borderStartStartRadius)
  expect([await radius(".co-panel"), await radius(".co-list"), await radius(".co-send")]).toEqual(["25px", "20px", "999px"])
})

it("fonts are the page's unless they are set", async () => {
  const font = async (host: string, name: string) => (await page({ host })).locator(name).first().evaluate((element) => getComputedStyle(element).fontFamily)
  expect(await font("body { font-family: Georgia }", ".co-bubble")).toBe("Georgia")
  expect(await font(":root { --co-theme-font-sans: Papyrus }", ".co-bubble")).toBe("Papyrus")
  expect(await font(":root { --co-theme-font-mono: Courier }", ".co-code code")).toBe("Courier")
})

it("is dark in a dark page, by class or attribute, and light where that is forced", async () => {
  const scheme = async (html: string, root = "") => {
    return await (await page({ html, root })).locator(".co-panel").evaluate((element) => {
      const [channel = "0"] = getComputedStyle(element).color.match(/\d+/g) ?? []
      return `${getComputedStyle(element).colorScheme} ${Number(channel) > 128 ? "light text" : "dark text"}`
    })
  }
  expect(await scheme("")).toBe("light dark text")
  expect(await scheme('class="dark"')).toBe("dark light text")
  expect(await scheme('data-color-scheme="dark"')).toBe("dark light text")
  expect(await scheme("", 'data-color-scheme="dark"')).toBe("dark light text")
  expect(await scheme('class="dark"', 'data-color-scheme="light"')).toBe("light dark text")
})

it("what a host puts in keeps the host's own styles", async () => {
  await opened.setContent(`<!doctype html><style>${sheet("styles.css")}</style><style>
      .mine { padding: 40px; background: rgb(1, 2, 3) } p { margin: 21px } .trigger { width: 80px; background: rgb(4, 5, 6) }</style>
    <div class="cossistant" data-slot="root"><button type="button" class="co-launcher trigger" data-slot="trigger"></button>
      <div class="co-panel" data-slot="content"><div class="co-page co-page-custom" data-slot="faq-page"><p>Text</p><button class="mine">Go</button></div></div></div>`)
  const styleOf = (name: string, property: "backgroundColor" | "marginTop" | "width") => opened.locator(name).evaluate((element, key) => getComputedStyle(element)[key], property)
  expect(await styleOf(".mine", "backgroundColor")).toBe("rgb(1, 2, 3)")
  expect(await styleOf(".co-page-custom p", "marginTop")).toBe("21px")
  expect(await styleOf(".trigger", "backgroundColor")).toBe("rgb(4, 5, 6)")
  expect(await styleOf(".trigger", "width")).toBe("80px")
})

it("fits a screen of 320 pixels and text of twice the size without scrolling sideways", async () => {
  for (const [width, size] of [[320, "100%"], [640, "200%"]] as const) {
    const opened = await browser.newPage("narrow", "about:blank", { viewport: { width, height: 640 } })
    await opened.setContent(`<!doctype html><style>${sheet("styles.css")}</style><body style="margin:0;zoom:${size}"><div class="cossistant" data-slot="root">${parts}</div>`)
    const wide = await opened.evaluate(() => [...document.querySelectorAll<HTMLElement>("html, .co-panel, .co-scroll, .co-closed, .co-composer")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => element.className))
    expect([width, wide]).toEqual([width, []])
  }
})
