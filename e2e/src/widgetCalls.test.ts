import { expect } from "vitest"
import { journey } from "./journey.ts"
import { embedded, scriptTag } from "./scriptTag.ts"

/** The tag as a browser meets it that has the script already: it runs where it stands. */
const runsHere = (serverUrl: string, publicKey?: string) => scriptTag(serverUrl, publicKey).replace(" async", "")

journey("what a page without a compiler gets wrong in a call is told in the console of who develops it, before and after the widget has come", async ({ browser, newPage, publicKey, server, site }) => {
  const calls = `
    Cossistant.updateConfig({ colour: "red", theme: "purple", quickOptions: "Where is my order?", sound: true })
    Cossistant.on("onMessageSent", () => {})
    Cossistant.on("messageSent")
    Cossistant.openConversation(5)
    window.answers = Promise.all([Cossistant.identify({ externalId: 5 }), Cossistant.identify({ id: "user_5" }), Cossistant.identify()])`
  const said = [
    /updateConfig\(\) knows no "colour"/, /updateConfig\(\) takes auto, light or dark as theme, not string/, /updateConfig\(\) takes array as quickOptions, not string/,
    /on\(\) knows no event "onMessageSent": there are conversationStart, .*error/, /on\(\) takes a function, not undefined/, /openConversation\(\) takes a conversation's id, not number/,
    /identify\(\) takes string as externalId, not number/, /identify\(\) knows no "id"/, /identify\(\) takes an object, not undefined/
  ]
  const body = runsHere(server.summary().url, publicKey)
  const early = await newPage("early", site.page({ body: `${body}<script>${calls}</script>` }))
  const late = await newPage("late", site.page({ body }))
  await expect.poll(() => embedded(late).widget.getAttribute("data-size")).toBe("normal")
  await late.evaluate(calls)
  for (const [name, page] of [["early", early], ["late", late]] as const) {
    await expect.poll(() => browser.complaints(name), { message: name }).toHaveLength(said.length)
    for (const line of said) expect(browser.complaints(name)).toContainEqual(expect.stringMatching(line))
    expect(await page.evaluate("answers")).toEqual([null, null, null])
    // A theme that isn't one is the page's.
    expect(await embedded(page).widget.getAttribute("data-color-scheme")).toBe("light")
  }
})

journey("options that a server's template left null, and a container that is no element, leave a widget that opens", async ({ browser, newPage, publicKey, server, site }) => {
  const options = `{ publicKey: "${publicKey}", container: 5, theme: null, variables: null, content: null, locale: null, quickOptions: null, defaultMessages: null, size: null, sound: null }`
  const page = await newPage("visitor", site.page({ body: `${runsHere(server.summary().url)}<script>Cossistant.init(${options}); Cossistant.show()</script>` }))
  const { begin, composer, widget } = embedded(page)
  await begin()
  await composer.waitFor()
  await page.evaluate("Cossistant.updateConfig({ variables: null, content: null, theme: null })")
  expect(await widget.getAttribute("data-color-scheme")).toBe("light")
  await expect.poll(() => browser.complaints("visitor")).toEqual([
    expect.stringMatching(/No container "5".*init\(\)/), expect.stringMatching(/init\(\) takes string or element as container, not number/)
  ])
})

journey("what isn't a call is told and holds up none of the others, in the list before the script and after", async ({ browser, newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({
    body: `<script>window.Cossistant = [null, "show", { open: true }, ["init", { publicKey: "${publicKey}" }]]</script>${runsHere(server.summary().url)}
      <script>Cossistant.push(undefined, () => {}, ["show"])</script>`
  }))
  await embedded(page).dialog.waitFor()
  expect(browser.complaints("visitor").map((line) => /has no call "(.*)"/.exec(line)?.[1])).toEqual(["null", "show", "[object Object]", "undefined", "() => {}"])
})

journey("init without options says what is missing in the widget's place", async ({ browser, newPage, server, site }) => {
  const page = await newPage("visitor", site.page({ body: `${runsHere(server.summary().url)}<script>Cossistant.init(); Cossistant.show()</script>` }))
  await embedded(page).dialog.getByText("data-public-key", { exact: true }).waitFor()
  expect(browser.complaints("visitor")).toContainEqual(expect.stringMatching(/data-public-key/))
})

journey("a page of a single-page app that has init on each of its pages keeps one widget and its open conversation, and says so", async ({ browser, newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: `<main>One</main>${runsHere(server.summary().url)}<script>Cossistant.init({ publicKey: "${publicKey}" })</script>` }))
  const { begin, composer, open, say, sees, widget } = embedded(page)
  await open()
  await begin()
  await composer.waitFor()
  await say("I stay while pages go")
  await sees("I stay while pages go")
  await page.evaluate(`history.pushState(null, "", "?two"); document.querySelector("main").replaceChildren("Two"); Cossistant.init({ publicKey: "${publicKey}" })`)
  await sees("I stay while pages go")
  expect(await widget.count()).toBe(1)
  expect(browser.complaints("visitor")).toEqual([expect.stringMatching(/init\(\).*updateConfig\(\).*destroy\(\)/)])
})
