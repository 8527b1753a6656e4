import { journey } from "./journey.ts"
import { visitor } from "./people.ts"

journey("a page that may not use the key says so to its developer, and the team sees which page it was", async ({ newPage, openInbox, server }) => {
  const inbox = await openInbox("/acme/settings/developers")
  // A live key on this loopback page: only https pages of listed origins may use it.
  const liveKey = await inbox.getByText(/pk_live_/).first().innerText()
  const page = await newPage("page", "/health")
  await page.route("**/demo/config", async (route) => {
    const config = await (await route.fetch()).json()
    await route.fulfill({ json: { ...config, publicKey: liveKey.trim() } })
  })
  await page.goto(new URL("/demo/", server.summary().url).href)
  const someone = visitor(page)
  await someone.widget.getByRole("button").first().click()
  await someone.widget.getByText(new URL(server.summary().url).host).first().waitFor()
  await inbox.getByText("A widget was refused").waitFor()
})
