import { expect } from "vitest"
import { FaultProxy } from "./FaultProxy.ts"
import { journey } from "./journey.ts"
import { member, visitor } from "./people.ts"

journey("what is written without a network waits in sight and goes by itself, once, when it is back (P5)", async ({ browser, server }) => {
  const proxy = await FaultProxy.open(() => server.summary().port)
  const page = await browser.newPage("visitor", `http://127.0.0.1:${proxy.port}/demo/`)
  const someone = visitor(page)
  await someone.open()
  await someone.say("before")
  await someone.widget.getByText("Sent", { exact: true }).waitFor()
  proxy.cut()
  await someone.say("while it is down")
  await someone.sees("Not sent yet. Still trying…")
  await someone.say("and after that")
  await someone.composer.fill("half a thought")
  await someone.widget.getByRole("button", { name: "Retry" }).first().waitFor()
  proxy.resume()
  // By itself: whoever presses Retry now may find that it has gone already.
  await someone.widget.getByText("Sent", { exact: true }).waitFor()
  const lines = await someone.thread()
  expect(lines.filter((line) => /before|while|after/.test(line))).toEqual(["before", "while it is down", "and after that"])
  expect(await someone.composer.inputValue()).toBe("half a thought")
  await someone.widget.getByText("Connecting again…").waitFor({ state: "detached" })
  await page.reload()
  await someone.widget.getByRole("button").first().click()
  await expect.poll(() => someone.composer.inputValue()).toBe("half a thought")
  await proxy.close()
})

journey("that the team has read a message is still there after a reload", async ({ newPage, openInbox }) => {
  const inbox = await openInbox()
  const page = await newPage("visitor", "/demo/")
  const someone = visitor(page)
  await someone.open()
  await someone.say("Did you get this?")
  await member(inbox).opens("Did you get this?")
  await someone.sees("Seen")
  await page.reload()
  await someone.widget.getByRole("button").first().click()
  await someone.sees("Seen")
})

for (const framework of ["react", "solid"]) {
  journey(`a message waits for its file, and comes back when the file can't be uploaded (${framework})`, async ({ newPage }) => {
    const page = await newPage("visitor", `/demo/?with=${framework}`)
    const someone = visitor(page)
    await someone.open()
    let letThrough = () => {}
    await page.route("**/files/upload/**", async (route) => {
      await new Promise<void>((resolve) => (letThrough = resolve))
      await route.continue()
    }, { times: 1 })
    const attach = () => someone.widget.locator("input[type='file']").setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("hello") })
    const begun = page.waitForRequest("**/files/upload/**")
    await attach()
    await begun
    await someone.say("see attached")
    await someone.sees("Sending…")
    await expect.poll(() => someone.composer.inputValue()).toBe("")
    letThrough()
    await someone.widget.getByText("Sent", { exact: true }).waitFor()
    expect(await someone.widget.getByRole("log").getByRole("link", { name: "note.txt" }).getAttribute("href")).toContain("/files/")

    let cut = () => {}
    await page.route("**/files/upload/**", async (route) => {
      await new Promise<void>((resolve) => (cut = resolve))
      await route.abort()
    }, { times: 1 })
    const again = page.waitForRequest("**/files/upload/**")
    await attach()
    await again
    await someone.say("and another one")
    await someone.sees("and another one")
    cut()
    await someone.widget.getByText("The upload didn’t finish. Try again.", { exact: true }).waitFor()
    await expect.poll(() => someone.composer.inputValue()).toBe("and another one")
    await someone.widget.getByRole("button", { name: "Retry" }).click()
    await someone.widget.getByRole("button", { name: "Retry" }).waitFor({ state: "detached" })
    await someone.composer.press("Enter")
    await someone.sees("and another one")
    await expect.poll(() => someone.widget.getByRole("log").getByRole("link", { name: "note.txt" }).count()).toBe(2)
  })
}
