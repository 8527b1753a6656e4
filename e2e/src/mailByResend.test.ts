import { expect } from "vitest"
import { answerTo, pageOf, untilMailed } from "./byMail.ts"
import { journeyWith } from "./journey.ts"
import { callOfResend, resendPeer } from "./peers/resendPeer.ts"
import { member } from "./people.ts"
import { embedded } from "./scriptTag.ts"

const rita = { name: "Rita Sender", email: "rita@visitor.test" }

const journeyByResend = journeyWith(() => {
  const resend = resendPeer()
  return {
    resend,
    settings: {
      ...resend.settings, EMAIL_TRANSPORT_PROVIDER: "resend", EMAIL_NOTIFICATION_FROM: "support@acme.test", EMAIL_RESEND_INBOUND_DOMAIN: "resend.acme.test",
      TINYBIRD_ENABLED: "false", ANALYTICS_PROVIDER: "none"
    },
    stop: resend.stop
  }
})

journeyByResend("what Resend tells of a letter and its answer is in the open inbox at once, and a letter that came back says so", async ({ newPage, openInbox, peers, publicKey, server, site }) => {
  const { url } = server.summary()
  const someone = embedded(await newPage("visitor", pageOf(site, server, publicKey, rita)))
  await someone.open()
  await someone.begin()
  await someone.say("Can I pay by transfer?")
  await someone.widget.getByText("Sent", { exact: true }).waitFor()
  const inbox = await openInbox()
  const log = inbox.getByRole("log", { name: "Messages" })
  const dana = member(inbox)
  await dana.opens("Can I pay by transfer?")
  // Who it is may arrive after the message, and never once the page is gone.
  await inbox.getByRole("complementary").getByText(rita.name).first().waitFor()
  await someone.widget.page().close()
  const mailedWith = async (words: string) => {
    await dana.replies(words)
    await log.getByText(words).waitFor()
    return untilMailed(server, words, () => peers.resend.sent.find(({ text }) => text.includes(words)))
  }
  const told = (type: string, email_id: string, more: object = {}) => callOfResend(url, { type, created_at: new Date().toISOString(), data: { email_id, to: [rita.email], ...more } })
  const letter = await mailedWith("You can pay by transfer.")
  await log.getByText("Mailed").waitFor()
  expect((await told("email.delivered", letter.id)).status).toBe(200)
  await log.getByText("Mail delivered").waitFor()

  const replyTo = letter.reply_to ?? ""
  peers.resend.letters.set("em_answer", {
    raw: answerTo({ replyTo, subject: letter.subject, text: letter.text }, rita, "Then I pay today.", "receipt.txt"),
    fields: { from: rita.email, to: [replyTo], subject: `Re: ${letter.subject}`, message_id: "<answer@visitor.test>" }
  })
  expect((await told("email.received", "em_answer")).status).toBe(200)
  await log.getByText("Then I pay today.").waitFor()
  await log.getByRole("link", { name: /receipt\.txt/ }).waitFor()
  expect(await log.innerText()).not.toContain("wrote:")

  const second = await mailedWith("It has arrived, thank you.")
  await told("email.bounced", second.id, { bounce: { type: "Permanent", subType: "General", message: "550 no such mailbox" } })
  await log.getByText("Mail bounced").waitFor()
  await log.getByText("550 no such mailbox").waitFor()
  await inbox.getByText("This address gets no mail: a letter came back.").waitFor()
})

journeyByResend("where the server keeps no figures the inbox shows none, nor who is there", async ({ openInbox, server }) => {
  const inbox = await openInbox("/acme/inbox")
  await inbox.getByRole("link", { name: "Settings" }).waitFor()
  await inbox.goto(new URL("/acme/live", server.summary().url).href)
  await inbox.getByRole("navigation", { name: "Site" }).waitFor()
  await inbox.getByText(/can’t be found|no access|nothing here|not found/i).first().waitFor()
  expect(await inbox.getByRole("link", { name: "Live visitors" }).count()).toBe(0)
  await inbox.goto(new URL("/acme/inbox", server.summary().url).href)
  await inbox.getByRole("link", { name: /Open/ }).first().waitFor()
  expect(await inbox.getByRole("region", { name: "How support is going" }).count()).toBe(0)
})
