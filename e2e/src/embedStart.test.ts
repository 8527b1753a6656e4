import { expect } from "vitest"
import { embedded, scriptTag } from "./scriptTag.ts"
import { journey } from "./journey.ts"

/** The tag as a browser meets it that has the script already: it runs where it stands. */
const runsHere = (serverUrl: string, publicKey?: string, attributes = "") => scriptTag(serverUrl, publicKey, attributes).replace(" async", "")

journey("what is asked before the page has a body counts once, in its order, and may be taken back", async ({ browser, newPage, publicKey, server, site }) => {
  const { url } = server.summary()
  const head = (script: string, tag = runsHere(url)) => site.page({ head: `${tag}<script>${script}</script>`, body: "<h1>A shop</h1>" })
  const twice = embedded(await newPage("twice", head(`Cossistant.init({ publicKey: "${publicKey}", locale: "de" })`, runsHere(url, publicKey, "data-locale=fr"))))
  await expect.poll(() => twice.widget.getAttribute("lang")).toBe("fr")
  expect(await twice.launcher.count()).toBe(1)
  expect(browser.complaints("twice")).toEqual([expect.stringMatching(/init\(\).*updateConfig\(\).*destroy\(\)/)])

  const gone = await newPage("gone", head("Cossistant.destroy()", runsHere(url, publicKey)))
  await gone.waitForLoadState("load")
  expect(await embedded(gone).widget.count()).toBe(0)

  const back = embedded(await newPage("back", head(`Cossistant.destroy(); Cossistant.init({ publicKey: "${publicKey}", locale: "es" })`, runsHere(url, publicKey))))
  await expect.poll(() => back.widget.getAttribute("lang")).toBe("es")
  expect(await back.launcher.count()).toBe(1)
  expect(browser.complaints("back")).toEqual([])
})

journey("a container that the page has further down is waited for", async ({ browser, newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({
    body: `<script>window.Cossistant = [["init", { publicKey: "${publicKey}", container: "#support" }]]</script>
      ${runsHere(server.summary().url)}<div id="support" style="width: 400px; height: 500px"></div>`
  }))
  const { dialog, launcher } = embedded(page)
  await dialog.waitFor()
  expect(await page.locator("#support .cossistant").count()).toBe(1)
  expect(await launcher.count()).toBe(0)
  expect(await dialog.getAttribute("role")).toBe("region")
  expect(browser.complaints("visitor")).toEqual([])
})

for (const [name, device] of [["desktop", {}], ["phone", { viewport: { width: 390, height: 800 } }]] as const) {
  journey(`a container that is nowhere leaves a widget that opens and closes, full screen on a phone, and one line that says so (${name})`, async ({ browser, newPage, publicKey, server, site }) => {
    const page = await newPage(name, site.page({
      body: `<script>window.Cossistant = [["init", { publicKey: "${publicKey}", container: "#nowhere" }]]</script>${scriptTag(server.summary().url)}`
    }), device)
    const { dialog, launcher, open, widget } = embedded(page)
    await launcher.waitFor()
    await expect.poll(() => widget.getAttribute("data-size")).toBe("normal")
    expect(await launcher.getAttribute("data-state")).toBe("closed")
    await open()
    if (name === "phone") expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, ...device.viewport })
    await dialog.getByRole("button", { name: "Send us a message" }).waitFor()
    await page.evaluate("Cossistant.hide()")
    await dialog.waitFor({ state: "hidden" })
    expect(browser.complaints(name)).toEqual([expect.stringMatching(/"#nowhere".*init\(\)/)])
  })
}

journey("the list of calls may be added to before and after the script has run, and a mistake in it holds up nothing else", async ({ browser, newPage, publicKey, server, site }) => {
  const { url } = server.summary()
  const page = await newPage("visitor", site.page({
    head: "<script>window.refused = []; addEventListener('unhandledrejection', (event) => { event.preventDefault(); refused.push(event.reason.message) })</script>",
    body: `<script>
      (window.Cossistant ||= []).push(["open"], ["init", { publicKey: "${publicKey}" }])
    </script>${runsHere(url)}<script>
      (window.Cossistant ||= []).push(
        ["updateConfig", { content: { "common.actions.openSupport": () => { throw new Error("The page's own mistake") } } }],
        ["updateConfig", { content: {} }],
        ["show"]
      )
    </script>`
  }))
  const { dialog, widget } = embedded(page)
  await dialog.waitFor()
  expect(await widget.count()).toBe(1)
  expect(await dialog.count()).toBe(1)
  expect(await page.evaluate("refused")).toEqual(["The page's own mistake"])
  expect(browser.complaints("visitor")).toEqual([expect.stringContaining("\"open\"")])
})

journey("a widget whose place a page has thrown away is begun anew by init", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({
    body: `<main id="first" style="height: 500px"></main>${runsHere(server.summary().url)}<script>Cossistant.init({ publicKey: "${publicKey}", container: "#first" })</script>`
  }))
  const { dialog, launcher, open, widget } = embedded(page)
  await dialog.waitFor()
  // As a page does that draws itself anew without being loaded.
  await page.evaluate(`document.querySelector("#first").remove(); Cossistant.init({ publicKey: "${publicKey}" })`)
  await launcher.waitFor()
  expect(await widget.count()).toBe(1)
  await open()
  await dialog.getByRole("button", { name: "Send us a message" }).waitFor()
})

journey("a page that draws its whole body anew, its tag with it, keeps a widget", async ({ browser, newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: scriptTag(server.summary().url, publicKey) }))
  const { dialog, launcher, open, widget } = embedded(page)
  await launcher.waitFor()
  await page.evaluate(() => {
    const body = document.createElement("body")
    const tag = document.createElement("script")
    const before = document.querySelector("script")
    for (const name of before?.getAttributeNames() ?? []) tag.setAttribute(name, before?.getAttribute(name) ?? "")
    body.append(tag)
    document.body.replaceWith(body)
  })
  await launcher.waitFor()
  expect(await widget.count()).toBe(1)
  await open()
  await dialog.getByRole("button", { name: "Send us a message" }).waitFor()
  expect(browser.complaints("visitor")).toEqual([])
})

journey("who waits for an answer of a widget that is taken away hears that there is none", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: `${runsHere(server.summary().url)}<script>
    Cossistant.init({ publicKey: "${publicKey}" })
    window.answer = Promise.all([Cossistant.identify({ externalId: "never", name: "Ada" }), Cossistant.logout().then(() => "nobody is here")])
    Cossistant.destroy()
  </script>` }))
  expect(await page.evaluate("answer")).toEqual([null, "nobody is here"])
})

journey("a page sees at once that its visitor's click was heard, however long the widget takes to come", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", "about:blank")
  const { promise: isWanted, resolve: want } = Promise.withResolvers<void>()
  await page.route("**/embed/assets/panel-*.js", async (route) => {
    await isWanted
    await route.continue()
  })
  const early = page.waitForRequest("**/embed/assets/panel-*.js")
  await page.goto(site.page({ body: scriptTag(server.summary().url, publicKey) }))
  const { dialog, launcher } = embedded(page)
  await expect.poll(() => launcher.getAttribute("data-open")).toBe("false")
  // A pointer over it is reason enough to fetch what a click will need.
  await launcher.hover()
  await early
  expect(await launcher.getAttribute("class")).toBe("co-launcher")
  await launcher.click()
  await expect.poll(() => launcher.getAttribute("class")).toBe("co-launcher co-loading")
  want()
  await dialog.waitFor()
  await expect.poll(() => launcher.getAttribute("class")).toBe("co-launcher")
})

journey("the launcher has its colours before the widget has come", async ({ newPage, publicKey, server, site }) => {
  const seen = async (name: string, html: string, options: string) => {
    const page = await newPage(name, "about:blank")
    const { promise: isSeen, resolve: see } = Promise.withResolvers<void>()
    await page.route("**/embed/assets/widget-*.js", async (route) => {
      await isSeen
      await route.continue()
    })
    await page.goto(site.page({ html, body: `<script>window.Cossistant = [["init", { publicKey: "${publicKey}"${options} }]]</script>${scriptTag(server.summary().url)}` }))
    const { launcher, widget } = embedded(page)
    const look = () => launcher.evaluate((element) => getComputedStyle(element).backgroundColor)
    await launcher.waitFor()
    const early = await look()
    see()
    await expect.poll(() => widget.getAttribute("data-size")).toBe("normal")
    expect(await look()).toBe(early)
    return early
  }
  expect(await seen("dark", "class=dark", "")).toBe("rgb(250, 250, 250)")
  expect(await seen("ordered", "class=dark", ", theme: 'light'")).toBe("rgb(10, 10, 10)")
  expect(await seen("branded", "", ", variables: { primary: 'rgb(1, 2, 3)' }")).toBe("rgb(1, 2, 3)")
})

journey("the launcher comes alive by one file, and the panel opens by one more", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: scriptTag(server.summary().url, publicKey) }))
  const someone = embedded(page)
  /** Those that every visitor loads: developers, at addresses such as a test's, are helped by more. */
  const files = async () => (await page.evaluate(() => performance.getEntriesByType("resource").flatMap(({ name }) => /\/embed\/assets\/(\w+)/.exec(name)?.[1] ?? [])))
    .filter((name) => !/^developer|^isDevelopment$|^missingAddress$/.test(name))
  await someone.launcher.waitFor()
  await expect.poll(files).toEqual(["widget"])
  await someone.open()
  await someone.begin()
  await someone.composer.waitFor()
  expect(await files()).toEqual(["widget", "panel"])
})
