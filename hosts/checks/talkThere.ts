import type { Page } from "playwright-core"
import { expect } from "vitest"
import type { OpenBrowser } from "../../e2e/src/openBrowser.ts"
import { member } from "../../e2e/src/people.ts"
import { embedded } from "../../e2e/src/scriptTag.ts"

interface People {
  readonly browser: OpenBrowser
  readonly openInbox: () => Promise<Page>
}

/** A visitor of a host's page writes, a member answers, the visitor reads it; the page's console has nothing to say. `who` makes the words this visitor's own. */
export const talkThere = async ({ browser, openInbox }: People, url: string, who: string): Promise<void> => {
  const name = `visitor-${who.replaceAll(/\W+/g, "-")}`
  const { begin, open, say, sees } = embedded(await browser.newPage(name, url))
  await open()
  await begin()
  await say(`Is this thing on, with ${who}?`)
  const inbox = await openInbox()
  const dana = member(inbox)
  await dana.opens(`Is this thing on, with ${who}?`)
  await dana.replies(`It is, with ${who}.`)
  await sees(`It is, with ${who}.`)
  expect(browser.complaints(name)).toEqual([])
  await inbox.context().close()
}
