import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect } from "vitest"
import { answerTo, pageOf, untilMailed } from "./byMail.ts"
import { journeyWith } from "./journey.ts"
import { openBrowser } from "./openBrowser.ts"
import { callOfBridge, sesSecret } from "./peers/sesBridge.ts"
import { startSesPeer } from "./peers/sesPeer.ts"
import { member, memberCookies } from "./people.ts"
import { embedded } from "./scriptTag.ts"
import { startServer } from "./startServer.ts"

const checkout = fileURLToPath(new URL("../..", import.meta.url))
const sven = { name: "Sven Box", email: "sven@visitor.test" }

/** Runs a tool of the checkout as an operator does, on this data folder; fails with what it said. */
const tool = (name: string, folder: string, dataDir: string) => {
  const { exitCode, stderr, stdout } = Bun.spawnSync([process.execPath, "--no-env-file", join("scripts", `${name}.ts`), folder], {
    cwd: checkout, env: { PATH: process.env["PATH"], HOME: tmpdir(), DATA_DIR: dataDir }
  })
  if (exitCode !== 0) throw new Error(`${name}: ${stdout}${stderr}`)
  return String(stdout)
}

const journeyBySes = journeyWith(() => {
  const ses = startSesPeer()
  return {
    ses,
    settings: {
      ...ses.settings, EMAIL_TRANSPORT_PROVIDER: "ses", EMAIL_NOTIFICATION_FROM: "support@acme.test", SES_WEBHOOK_SECRET: sesSecret, EMAIL_SES_INBOUND_DOMAIN: "ses.acme.test"
    },
    stop: ses.stop
  }
})

journeyBySes("a conversation that was backed up stands in the inbox of the restored server with its file, and goes on by mail through SES", async ({ chromium, newPage, openInbox, peers, publicKey, server, site }) => {
  const visitor = await newPage("visitor", pageOf(site, server, publicKey, sven))
  const someone = embedded(visitor)
  await someone.open()
  await someone.begin()
  await someone.composer.fill("Here is the broken lid")
  await someone.widget.locator("input[type=file]").setInputFiles({ name: "lid.txt", mimeType: "text/plain", buffer: Buffer.from("cracked on the left") })
  await someone.widget.getByText("lid.txt").first().waitFor()
  await someone.widget.getByRole("button", { name: "Send", exact: false }).last().click()
  const before = await openInbox()
  await member(before).opens("Here is the broken lid")
  await before.getByRole("complementary").getByText(sven.name).first().waitFor()
  await visitor.close()
  await member(before).replies("A new lid is on its way.")
  const letter = await untilMailed(server, "A new lid is on its way.", () => peers.ses.taken.find(({ mail }) => mail.text?.includes("A new lid")))
  await before.getByText("Mailed").first().waitFor()
  await before.context().close()

  const folder = mkdtempSync(join(tmpdir(), "restored-"))
  try {
    await server.stop()
    expect(tool("backup", join(folder, "backup"), join(server.folder, "data"))).toContain("files")
    mkdirSync(join(folder, "moved"))
    for (const name of [".env.example", "home"]) cpSync(join(server.folder, name), join(folder, "moved", name), { recursive: true })
    tool("restore", join(folder, "backup"), join(folder, "moved", "data"))

    const restored = await startServer({ from: join(folder, "moved"), settings: peers.settings })
    const browser = await openBrowser(chromium)
    try {
      const { url } = restored.summary()
      const inbox = await browser.newPage("restored", new URL("/acme/inbox?test=1", url).href, { storageState: { cookies: [...await memberCookies(restored)], origins: [] } })
      const log = inbox.getByRole("log", { name: "Messages" })
      await member(inbox).opens("A new lid is on its way.")
      await log.getByText("Here is the broken lid").waitFor()
      const file = await log.getByRole("link", { name: /lid\.txt/ }).getAttribute("href") ?? ""
      expect(await (await fetch(new URL(file, url))).text()).toBe("cracked on the left")

      const replyTo = letter.mail.replyTo?.value[0]?.address ?? ""
      const raw = answerTo({ replyTo, subject: letter.mail.subject ?? "", text: letter.mail.text ?? "" }, sven, "It came and it fits.", "thanks.txt")
      const call = await callOfBridge(url, "inbound", { eventType: "email.received", from: sven.email, to: [replyTo], receivedAt: new Date().toISOString(), raw: Buffer.from(raw).toString("base64") })
      expect(call.status).toBe(200)
      await log.getByText("It came and it fits.").waitFor()
      await log.getByRole("link", { name: /thanks\.txt/ }).waitFor()
      await callOfBridge(url, "events", {
        eventType: "email.bounced", eventId: "e1", occurredAt: new Date().toISOString(), provider: "ses", recipientEmail: sven.email, messageId: letter.id,
        bounce: { type: "Permanent", subType: "General", message: "550 no such user" }
      })
      await log.getByText("Mail bounced").waitFor()
      await log.getByText("550 no such user").waitFor()
      expect(browser.problems()).toEqual([])
    } finally {
      await browser.close()
      await restored.dispose()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
