import { newMessageId } from "@cossistant/core/widget/newMessageId"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { journey } from "./journey.ts"
import { member, visitor } from "./people.ts"

/** Lets the signed-in member of `page` write many replies into the open conversation, without a hand at the keyboard. */
const writeMany = async (page: Page, count: number): Promise<void> => {
  const replies = Array.from({ length: count }, (_, index) => ({
    messageId: newMessageId(Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes))),
    text: `Line ${index + 1}. ${"It sings and sings. ".repeat(index % 6)}`
  }))
  await page.evaluate(async (lines) => {
    const ask = async (tag: string, payload: object | null) => {
      const body = JSON.stringify({ _tag: "Request", id: 1, tag, payload, headers: [] })
      return (await fetch("/rpc/inbox", { method: "POST", body: `${body}\n` })).json()
    }
    const me = await ask("me.get", null)
    if (me.exit?._tag !== "Success") throw new Error(JSON.stringify(me))
    const websiteId = me.exit.value.organizations[0].websites.find(({ slug }: { readonly slug: string }) => slug === "acme").id
    const conversationId = location.pathname.split("/").at(-1)
    for (const line of lines) {
      const { exit } = await ask("inbox.reply", { websiteId, conversationId, visibility: "public", confirmedSeq: 1, ...line })
      if (exit._tag !== "Success") throw new Error(JSON.stringify(exit))
    }
  }, replies)
}

/** The first line in sight of the thread, and how many pixels below the thread's top it stands. */
const place = (page: Page) => page.getByRole("log", { name: "Messages" }).evaluate((log) => {
  const { top } = log.getBoundingClientRect()
  const line = [...log.querySelectorAll(".message")].find((message) => message.getBoundingClientRect().top >= top)
  return { text: line?.textContent.split(".")[0], at: Math.round((line?.getBoundingClientRect().top ?? 0) - top), drawn: log.querySelectorAll(".message").length }
})

journey("reading upwards through a long thread keeps the place, and its end follows what comes", async ({ newPage, openInbox }) => {
  const inbox = await openInbox()
  const someone = visitor(await newPage("visitor", "/demo/"))
  await someone.open()
  await someone.say("Tell me everything about the kettle")
  await member(inbox).opens("Tell me everything about the kettle")
  await writeMany(inbox, 110)
  await inbox.reload()
  const log = inbox.getByRole("log", { name: "Messages" })
  await log.getByText("Line 110.").waitFor()
  expect((await place(inbox)).drawn).toBeLessThan(100)

  for (const drawn of [100, 111]) {
    await log.evaluate((element) => void (element.scrollTop = 700))
    const before = await place(inbox)
    // Within reach of the top: the next older page comes.
    await log.evaluate((element) => void (element.scrollTop = 590))
    await inbox.waitForFunction((count) => document.querySelectorAll(".timeline .message").length >= count, drawn)
    const after = await log.evaluate((element, text) => {
      const line = [...element.querySelectorAll(".message")].find((message) => message.textContent.startsWith(`${text}.`))
      return Math.round((line?.getBoundingClientRect().top ?? 0) - element.getBoundingClientRect().top)
    }, before.text ?? "")
    expect(Math.abs(after - before.at - 110)).toBeLessThanOrEqual(2)
  }

  await someone.say("Thank you")
  await inbox.getByRole("button", { name: "1 new message" }).click()
  await log.getByText("Thank you").waitFor()
  await inbox.getByRole("button", { name: "1 new message" }).waitFor({ state: "detached" })
  await someone.say("Really")
  await inbox.waitForFunction(() => {
    const element = document.querySelector(".timeline")
    return element !== null && element.textContent.includes("Really") && element.scrollHeight - element.scrollTop - element.clientHeight <= 2
  })
})
