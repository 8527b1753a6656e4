import type { Page } from "playwright-core"
import { expect } from "vitest"
import { runSql } from "./database.ts"
import { member } from "./people.ts"
import { embedded, scriptTag } from "./scriptTag.ts"
import { journey } from "./journey.ts"

/** Hears every sound a page begins. */
const listen = async (page: Page): Promise<ReadonlyArray<string>> => {
  const heard: Array<string> = []
  await page.exposeFunction("heard", (what: string) => void heard.push(what))
  await page.addInitScript(`
    const start = AudioBufferSourceNode.prototype.start
    AudioBufferSourceNode.prototype.start = function (...when) { heard("note"); return start.apply(this, when) }
  `)
  return heard
}

const started = (url: string, options: string) => `<script>window.Cossistant = [["init", ${options}]]</script>${scriptTag(url)}`

journey("a widget started without sound is silent until the page switches sound on", async ({ newPage, openInbox, publicKey, server, site }) => {
  const page = await newPage("visitor", "about:blank")
  const heard = await listen(page)
  await page.goto(site.page({ body: started(server.summary().url, `{ publicKey: "${publicKey}", sound: false }`) }))
  const { begin, open, say, sees } = embedded(page)
  await open()
  await begin()
  await say("Please be quiet")
  const inbox = await openInbox()
  const dana = member(inbox)
  await dana.opens("Please be quiet")
  await dana.replies("Hush")
  await sees("Hush")
  await page.evaluate("Cossistant.updateConfig({ sound: true })")
  await dana.replies("Loud")
  await sees("Loud")
  await expect.poll(() => heard).toEqual(["note"])
  await page.evaluate("Cossistant.updateConfig({ sound: false })")
  await dana.replies("Hush again")
  await sees("Hush again")
  await page.evaluate("Cossistant.updateConfig({ sound: undefined })")
  await dana.replies("As it is by itself")
  await sees("As it is by itself")
  await expect.poll(() => heard).toEqual(["note", "note"])
})

journey("a widget started without tracking tells and keeps neither page nor campaign until the page has consent", async ({ newPage, publicKey, server, site }) => {
  const talk = async (name: string, options: string) => {
    const page = await newPage(name, `${site.page({ body: started(server.summary().url, `{ publicKey: "${publicKey}"${options} }`) })}?utm_source=spring-${name}`)
    const { begin, open, say, widget } = embedded(page)
    await open()
    await begin()
    await say(`I am ${name}`)
    await widget.getByText("Sent", { exact: true }).waitFor()
    return page
  }
  const known = async (name: string) => {
    const [row] = await runSql(server, `select current_page, referrer, attribution, language from visitor where id = (select visitor_id from timeline_item where text = 'I am ${name}')`)
    return row
  }
  const kept = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))

  const tracked = await talk("tracked", "")
  expect(await known("tracked")).toMatchObject({ current_page: { url: expect.stringContaining("utm_source=spring-tracked") }, attribution: { utm: { source: "spring-tracked" } } })
  expect(await kept(tracked)).toContain("spring-tracked")

  const page = await talk("private", ", tracking: false")
  expect(await known("private")).toEqual({ current_page: null, referrer: null, attribution: null, language: "en-US" })
  expect(await kept(page)).not.toContain("spring-private")

  await page.evaluate("Cossistant.updateConfig({ tracking: true })")
  await expect.poll(() => kept(page)).toContain("spring-private")
  await page.evaluate("history.pushState(null, '', '?utm_source=spring-private&page=2')")
  await expect.poll(() => known("private")).toMatchObject({ current_page: { url: expect.stringContaining("spring-private") } })
  // What consent allowed, its withdrawal takes back.
  await page.evaluate("Cossistant.updateConfig({ tracking: false })")
  await expect.poll(() => kept(page)).not.toContain("spring-private")
})

journey("options that a page leaves undefined are as if they weren't there, and tokens it no longer names are gone", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({
    body: started(server.summary().url, `{ publicKey: "${publicKey}", apiUrl: undefined, container: undefined, variables: { primary: "rgb(1, 2, 3)", radius: "3px" } }`)
  }))
  const { dialog, launcher, open } = embedded(page)
  const look = () => launcher.evaluate((element) => {
    const { backgroundColor, borderTopLeftRadius } = getComputedStyle(element)
    return [backgroundColor, borderTopLeftRadius]
  })
  await expect.poll(look).toEqual(["rgb(1, 2, 3)", "999px"])
  await page.evaluate("Cossistant.updateConfig({ variables: { radius: '0px' } })")
  await expect.poll(look).toEqual(["rgb(10, 10, 10)", "0px"])
  await open()
  await dialog.getByRole("button", { name: "Send us a message" }).waitFor()
})
