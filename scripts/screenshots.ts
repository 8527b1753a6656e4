import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { type OpenBrowser, openBrowser } from "../e2e/src/openBrowser.ts"
import { member, signIn, visitor } from "../e2e/src/people.ts"
import type { Summary } from "../e2e/src/readSummary.ts"
import { startServer } from "../e2e/src/startServer.ts"
import { browserBuilds, build } from "./prepare/build.ts"
import { root } from "./root.ts"

// bun run screenshots [folder]: the pictures of the README, taken from a server of their own
const folder = process.argv[2] ?? join(root, "docs/images")
const desktop = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 }
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true }
const question = "Does the kettle keep 80 degrees for an hour?"
const answer = "It does: turn the ring to 80 and it holds it for sixty minutes."

/** Takes a picture in both colour schemes once fonts are there, with every movement at its end. */
const take = async (page: Page, name: string) => {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), animations: "disabled" })
    console.log(`${name}-${colorScheme}.png`)
  }
}

const takeAll = async ({ newPage }: OpenBrowser, { demo, url }: Summary) => {
  if (demo === undefined) throw new Error("The start printed no demo sign-in.")
  const inbox = await newPage("inbox", `${url}/acme/inbox?test=1`, desktop)
  await signIn(inbox, demo)
  const page = await newPage("widget", `${url}/demo/?as=customer_maya`, desktop)
  const maya = visitor(page)
  await maya.open()
  await maya.say(question)
  const dana = member(inbox)
  await dana.opens(question)
  await dana.replies(answer)
  await maya.sees(answer)
  await take(page, "widget")
  await take(inbox, "inbox")
  const small = await newPage("phone", `${url}/demo/?as=customer_maya&with=solid`, phone)
  const { widget } = visitor(small)
  await widget.getByRole("button").first().click()
  await widget.getByText(answer).first().waitFor()
  await take(small, "phone")
}

mkdirSync(folder, { recursive: true })
for (const each of browserBuilds) await build(each)
const server = await startServer()
const browser = await openBrowser()
try {
  await takeAll(browser, server.summary())
} catch (error) {
  await browser.saveArtefacts(folder)
  throw error
} finally {
  await browser.close()
  await server.dispose()
}
