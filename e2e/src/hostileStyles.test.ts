import { expect } from "vitest"
import type { Page } from "playwright-core"
import { builtBody } from "./buildPages.ts"
import { embedded } from "./scriptTag.ts"
import { journey } from "./journey.ts"

/** What Solid draws is the same markup, and stands on the theme's own hostile pages: `check:long` looks at it, too. */
const renderers = [["React", "react19"] as const, ...process.env["LONG"] === "1" ? [["Solid", "solid"] as const] : []]

/** What sites do to every element of theirs; none of it is in a layer. */
const sheets: Readonly<Record<string, string>> = {
  "an old reset": `html, body, div, span, h1, h2, h3, p, a, img, ul, ol, li, form, label, button, textarea, time { margin: 0; padding: 0; border: 0; font-size: 100%; font: inherit; vertical-align: baseline }
    ol, ul { list-style: none } button, input, textarea { border-radius: 0; -webkit-appearance: none }`,
  "Tailwind 3's reset": `*, ::before, ::after { box-sizing: border-box; border-width: 0; border-style: solid; border-color: #e5e7eb }
    button, input, optgroup, select, textarea { font-family: inherit; font-size: 100%; font-weight: inherit; line-height: inherit; color: inherit; margin: 0; padding: 0 }
    button, [type='button'], [type='submit'] { -webkit-appearance: button; background-color: transparent; background-image: none }
    img, svg, video { display: block; vertical-align: middle } img, video { max-width: 100%; height: auto }
    ol, ul { list-style: none; margin: 0; padding: 0 } textarea { resize: vertical } [hidden] { display: none }`,
  "a classic framework": `* { box-sizing: border-box } body { font-family: Georgia; font-size: 16px; line-height: 1.5; color: #212529 }
    button { border: 2px outset buttonborder; padding: 10px 24px; background: #ddd; border-radius: 4px; text-transform: uppercase; letter-spacing: 1px; min-width: 120px; margin: 4px }
    button:hover { background: #ccc } button:focus { outline: none; box-shadow: 0 0 0 3px blue }
    textarea { min-height: 120px; width: 100%; border: 1px solid #999; padding: 12px; background: #fff; font-size: 20px }
    p { margin: 0 0 16px } a { color: green; text-decoration: underline } svg { fill: red; width: 64px; height: 64px } header { position: sticky; top: 0; background: navy } form { display: grid; gap: 40px } time { display: none }`,
  "a careless page": `* { color: red; font-size: 40px; letter-spacing: 3px; line-height: 3 } div { text-align: center; background: pink } span { float: left } div, span, p, li { padding: 8px; margin: 8px }
    button { all: unset } textarea { display: block; background: black } div::before { content: "x" } body > div { transform: none; position: static } li { list-style: square } img { filter: grayscale(1) }`
}

const properties = [
  "color", "backgroundColor", "backgroundImage", "fontSize", "fontWeight", "lineHeight", "letterSpacing", "textTransform", "textAlign", "textDecorationLine",
  "paddingTop", "paddingInlineStart", "marginTop", "marginInlineStart", "borderTopWidth", "borderTopStyle", "borderTopColor", "borderTopLeftRadius", "boxSizing", "boxShadow", "display", "position",
  "width", "height", "minHeight", "minWidth", "fill", "float", "listStyleType", "outlineStyle", "opacity", "cursor", "filter", "gap"
] as const

/** How each part of the open conversation looks, by name. */
const look = async (page: Page) => {
  const { begin, composer, dialog, launcher, log, open, say, sees, widget } = embedded(page)
  await open()
  await dialog.getByRole("button", { name: "Send us a message" }).waitFor()
  await page.mouse.move(0, 0)
  const read = async (parts: Readonly<Record<string, ReturnType<Page["locator"]>>>) => {
    const found: Record<string, unknown> = {}
    for (const [name, part] of Object.entries(parts)) {
      found[name] = await part.first().evaluate(async (element, names) => {
        await Promise.all(element.getAnimations().map(({ finished }) => finished))
        const style = getComputedStyle(element)
        const before = getComputedStyle(element, "::before").content
        return { ...Object.fromEntries(names.map((each) => [each, style[each as "color"]])), before } // each is one of its properties
      }, properties)
    }
    return found
  }
  const home = await read({ launcher, panel: dialog, button: dialog.getByRole("button", { name: "Send us a message" }), icon: launcher.locator("svg") })
  await begin()
  await say("Look at me")
  await sees("Look at me")
  await widget.getByText("Sent", { exact: true }).waitFor()
  await composer.focus()
  return {
    ...home,
    ...await read({
      textarea: composer, field: dialog.locator(".co-composer .co-field"), send: dialog.getByRole("button", { name: "Send message" }), sendIcon: dialog.locator(".co-send svg"),
      back: dialog.getByRole("button", { name: "Back" }), header: dialog.locator("[data-slot=header]"), log, bubble: log.locator(".co-bubble"), text: log.locator(".co-bubble *"), receipt: log.getByText("Sent", { exact: true }), composer: dialog.locator("[data-slot=composer]")
    })
  }
}

for (const [name, host] of renderers) {
  journey(`the ${name} widget looks the same on a page whose own styles reach for every element`, async ({ newPage, pages, publicKey, server, site }) => {
    const body = builtBody(site.folder(host, pages({ host }).folder), { publicKey, apiUrl: server.summary().url })
    const clean = await look(await newPage("clean", site.page({ body })))
    for (const [sheet, css] of Object.entries(sheets)) {
      // The stylesheet is one: what its place does is seen with one renderer.
      const places = [["after", "", `<style>${css}</style>`], ...host === "react19" ? [["before", `<style>${css}</style>`, ""]] as const : []] as const
      for (const [order, head, foot] of places) {
        const page = await newPage(`${sheet}-${order}`.replaceAll(/\W+/g, "-"), site.page({ head, body: body + foot }))
        expect(await look(page), `${sheet}, loaded ${order} the widget's stylesheet`).toEqual(clean)
        await page.context().close()
      }
    }
  })
}

journey("the widget's stylesheet changes nothing of the page it is loaded into", async ({ newPage, pages, site }) => {
  const address = site.folder("react", pages({ host: "react19" }).folder)
  const own = `<h1>A shop</h1><p>Kettles <a href="#">more</a></p><ul><li>One</ul><button>Buy</button><input><textarea></textarea><select><option>1</select>
    <table><tr><td>1</table><pre>code</pre><img alt="A kettle" src="data:,"><dialog open>Hi</dialog><hr><svg width="9" height="9"></svg><div hidden>hidden</div><div class="dark"><b>dark</b></div>`
  const page = await newPage("page", site.page({ body: own }))
  const all = () => page.evaluate(() => [document.documentElement, ...document.body.querySelectorAll("*")].map((element) =>
    [element.localName, "", "::before", "::after"].slice(1).map((pseudo) => [...getComputedStyle(element, pseudo || null)].map((name) => `${name}:${getComputedStyle(element, pseudo || null).getPropertyValue(name)}`).join(";")).join("|")))
  const before = await all()
  await page.addStyleTag({ url: `${address}style.css` })
  expect(await all()).toEqual(before)
  expect(before.length).toBeGreaterThan(20)
})
