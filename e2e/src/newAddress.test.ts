import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "vitest"
import { journeyWith } from "./journey.ts"
import { localhostCertificate } from "./peers/localhostCertificate.ts"
import { startSmtpPeer } from "./peers/smtpPeer.ts"
import { demoOf, signIn } from "./people.ts"

const journeyByMail = journeyWith(async () => {
  const folder = mkdtempSync(join(tmpdir(), "mail-"))
  const certificate = join(folder, "ca.pem")
  writeFileSync(certificate, localhostCertificate.cert)
  const smtp = await startSmtpPeer("starttls")
  return {
    smtp,
    settings: {
      EMAIL_TRANSPORT_PROVIDER: "smtp", EMAIL_NOTIFICATION_FROM: "support@acme.test",
      SMTP_HOST: "localhost", SMTP_PORT: String(smtp.port), SMTP_CA_FILE: certificate, SMTP_USERNAME: "mia", SMTP_PASSWORD: "pass word"
    },
    stop: async () => {
      await smtp.close()
      rmSync(folder, { recursive: true })
    }
  }
})

/** The first link of a letter's plain words. */
const linkIn = (text: string | undefined) => /https?:\/\/\S+/.exec(text ?? "")?.[0] ?? ""

journeyByMail("a member takes another mail address: a letter to it is opened in another browser, the open tabs follow, and the former mailbox hears of it", async ({ newPage, openInbox, peers, server }) => {
  const letterTo = async (address: string, subject: string) => (await peers.smtp.until(({ mail }) =>
    [mail.to].flat().some((to) => to?.text === address) && mail.subject?.includes(subject) === true)).mail
  const owner = await openInbox("/acme/settings/team")
  await owner.getByLabel("E-mail addresses").fill("rosa@acme.test")
  await owner.getByRole("button", { name: "Invite", exact: true }).click()
  const rosa = await newPage("rosa", linkIn((await letterTo("rosa@acme.test", "invites you")).text))
  await rosa.getByLabel("Your name").fill("Rosa Reyes")
  await rosa.getByLabel("Password").fill("a long password")
  await rosa.getByRole("button", { name: /join/i }).last().click()
  await rosa.waitForURL(/\/acme\/inbox/)
  await owner.getByText("rosa@acme.test").first().waitFor()

  await rosa.goto(new URL("/acme/settings/profile", server.summary().url).href)
  await rosa.getByRole("button", { name: "Change…" }).press("Enter")
  await expect.poll(() => rosa.getByLabel("New address").evaluate((field) => field === document.activeElement)).toBe(true)
  await rosa.keyboard.type("Rosa@Reyes.test")
  await rosa.keyboard.press("Tab")
  await rosa.keyboard.type("a long password")
  await rosa.keyboard.press("Enter")
  await rosa.getByText("rosa@reyes.test waits for its proof").waitFor()

  // On the phone, where nobody is signed in.
  const letter = await letterTo("rosa@reyes.test", "Confirm your new address")
  const phone = await newPage("phone", linkIn(letter.text))
  await phone.getByRole("heading", { name: "Your address is changed" }).waitFor()
  await rosa.getByText("waits for its proof").waitFor({ state: "detached" })
  await rosa.getByText("rosa@reyes.test").waitFor()
  await owner.getByText("rosa@reyes.test").first().waitFor()
  expect((await letterTo("rosa@acme.test", "another address now")).text).toContain("rosa@reyes.test")

  await phone.reload()
  await phone.getByRole("heading", { name: "This link no longer works" }).waitFor()
  await phone.getByRole("link", { name: "Sign in" }).click()
  await signIn(phone, { ...demoOf(server), email: "rosa@reyes.test", password: "a long password" })
}, 120_000)
