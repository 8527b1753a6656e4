import { expect } from "vitest"
import { answerTo, pageOf, reportOf, untilMailed } from "./byMail.ts"
import { inboundPort, journeyOutside } from "./outside.ts"
import { hand } from "./peers/letters.ts"
import { member } from "./people.ts"
import { embedded } from "./scriptTag.ts"

const vera = { name: "Vera Visitor", email: "vera@visitor.test" }

journeyOutside("a visitor who left is answered by mail and answers by mail; a letter that comes back stops the next until an owner says otherwise", async ({ newPage, openInbox, peers, publicKey, server, site }) => {
  const page = await newPage("visitor", pageOf(site, server, publicKey, vera))
  const someone = embedded(page)
  await someone.open()
  await someone.begin()
  await someone.say("Where is parcel 4711?")
  await someone.widget.getByText("Sent", { exact: true }).waitFor()
  const inbox = await openInbox()
  const dana = member(inbox)
  await dana.opens("Where is parcel 4711?")
  // Who it is may arrive after the message, and never once the page is gone.
  await inbox.getByRole("complementary").getByText(vera.name).first().waitFor()
  await page.close()
  const log = inbox.getByRole("log", { name: "Messages" })
  const mailedWith = async (words: string) => {
    await dana.replies(words)
    await log.getByText(words).waitFor()
    return untilMailed(server, words, () => peers.smtp.received.find(({ mail }) => mail.text?.includes(words)))
  }
  const { mail } = await mailedWith("Parcel 4711 leaves today.")
  expect([mail.to].flat().map((to) => to?.text)).toEqual([vera.email])
  await log.getByText("Mailed").waitFor()

  const replyTo = mail.replyTo?.value[0]?.address ?? ""
  expect(replyTo).toMatch(/@in\.acme\.test$/)
  const answer = answerTo({ replyTo, subject: mail.subject ?? "", text: mail.text ?? "" }, vera, "Then I am at home.", "door.txt")
  await hand(inboundPort(server), answer, { from: vera.email, to: replyTo })
  await log.getByText("Then I am at home.").waitFor()
  await log.getByText("By e-mail").waitFor()
  expect(await log.innerText()).not.toContain("wrote:")
  const file = await log.getByRole("link", { name: /door\.txt/ }).getAttribute("href") ?? ""
  expect(await (await fetch(new URL(file, server.summary().url))).text()).toContain("what door.txt says")

  await log.getByRole("button", { name: "Show original" }).click()
  const original = inbox.getByRole("dialog", { name: "Original letter" })
  await original.getByText("Re: ").waitFor()
  const frame = inbox.frameLocator("iframe[title='The letter as it came']")
  await frame.getByText("Then I am at home.").waitFor()
  await frame.getByText("wrote:").first().waitFor()
  expect(await original.locator("iframe").getAttribute("sandbox")).not.toContain("allow-scripts")
  await inbox.keyboard.press("Escape")
  await original.waitFor({ state: "hidden" })

  const second = await mailedWith("It stands at your door.")
  // As a mail server does: to whom the letter said reports go.
  await hand(inboundPort(server), reportOf(second.mail.messageId ?? "", vera.email), { from: "", to: second.envelopeFrom })
  await log.getByText("Mail bounced").waitFor()
  await log.getByText("no such user here").waitFor()
  await inbox.getByText("This address gets no mail: a letter came back.").waitFor()

  await inbox.goto(new URL("/acme/settings/notifications", server.summary().url).href)
  const row = inbox.getByRole("listitem").filter({ hasText: vera.email })
  await row.getByText("Came back").waitFor()
  await row.getByRole("button", { name: `Let ${vera.email} have mail again` }).click()
  const asked = inbox.getByRole("dialog", { name: `Send mail to ${vera.email} again?` })
  expect(await asked.getByRole("button", { name: "Send mail again" }).isDisabled()).toBe(true)
  await asked.getByLabel("Why").fill("She has a new mailbox")
  await asked.getByRole("button", { name: "Send mail again" }).click()
  await row.getByText(/Lifted .* by Dana Field: She has a new mailbox/).waitFor()
}, 120_000)
