import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { openBrowser } from "../e2e/src/openBrowser.ts"
import { member, signIn, visitor } from "../e2e/src/people.ts"
import { startServer } from "../e2e/src/startServer.ts"
import { browserBuilds, build } from "./prepare/build.ts"
import { root } from "./root.ts"

// bun run screenshots [folder]: the pictures of the README, taken from a server of their own
const folder = process.argv[2] ?? join(root, "docs/images")
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const desktop = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 }
const question = "Does the kettle keep 80 degrees for an hour?"
const answer = "It does: turn the ring to 80 and it holds it for sixty minutes."

/** Takes a picture once fonts are there, with every movement at its end. */
const take = async (page: Page, name: string) => {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" })
  console.log(`${name}.png`)
}

mkdirSync(folder, { recursive: true })
for (const each of browserBuilds) await build(each)
const server = await startServer()
const browser = await openBrowser()
try {
  const { demo, url } = server.summary()
  if (demo === undefined) throw new Error(`The start printed no demo:\n${server.log()}`)
  for (const colorScheme of ["light", "dark"] as const) {
    const inbox = await browser.newPage(`inbox-${colorScheme}`, `${url}/acme/inbox?test=1`, { ...desktop, colorScheme })
    await signIn(inbox, demo)
    const page = await browser.newPage(`widget-${colorScheme}`, `${url}/demo/?as=customer_maya`, { ...desktop, colorScheme })
    const someone = visitor(page)
    await someone.widget.getByRole("button").first().click()
    await someone.widget.getByRole("button", { name: "Send us a message" }).waitFor()
    await take(page, `home-${colorScheme}`)
    await someone.widget.getByRole("button", { name: "Send us a message" }).click()
    await someone.say(question)
    const dana = member(inbox)
    await dana.opens(question)
    await dana.replies(answer)
    await someone.sees(answer)
    await take(page, `widget-${colorScheme}`)
    await take(inbox, `inbox-${colorScheme}`)
    const small = await browser.newPage(`phone-${colorScheme}`, `${url}/demo/?with=solid`, { ...phone, colorScheme })
    await visitor(small).open()
    await take(small, `phone-${colorScheme}`)
  }
} catch (error) {
  await browser.saveArtefacts(folder)
  throw error
} finally {
  await browser.close()
  await server.dispose()
}
