import { eventually } from "@cossistant/core/suite/screen"
import { StrictMode } from "react"
import { flushSync } from "react-dom"
import { hydrateRoot } from "react-dom/client"
import { renderToString } from "react-dom/server"
import { afterEach, expect, it, vi } from "vitest"
import { makeFakeServer } from "@cossistant/core/suite/FakeServer"
import { Feedback, IdentifySupportVisitor, Support, SupportConfig, SupportProvider, Text, useSupport, useSupportText } from "./index.ts"

const Status = () => <p title={useSupportText()("common.actions.send")}>{useSupport().isLoading ? "loading" : "loaded"}</p>

const Page = () => (
  <StrictMode>
    <SupportProvider publicKey="pk_test_server" apiUrl="https://support.example">
      <Status />
      <IdentifySupportVisitor externalId="u1" />
      <SupportConfig quickOptions={["One?"]} />
      <Support defaultOpen locale="fr" />
      <Support.Root mode="responsive"><Support.Trigger>Mine</Support.Trigger><Support.Content /></Support.Root>
      <Text textKey="common.actions.askQuestion" />
      <Feedback topics={["Price"]} />
    </SupportProvider>
  </StrictMode>
)

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

it("renders on a server, where there is no browser to touch: the page, and a closed launcher", () => {
  const html = renderToString(<Page />)
  expect(html).toContain("loading")
  // Another language follows as soon as it is loaded, as everywhere.
  expect(html).toContain("aria-label=\"Open support chat\"")
  expect(html).toContain("aria-expanded=\"false\"")
  expect(html).not.toContain("co-panel")
})

it("says the host's own words from the server on, in whatever language", () => {
  const html = renderToString(
    <SupportProvider publicKey="pk_test_server"><Support locale="fr" content={{ "common.actions.openSupport": "Ouvrir l’assistance" }} /></SupportProvider>
  )
  expect(html).toContain("aria-label=\"Ouvrir l’assistance\"")
})

it("draws no launcher for a responsive widget on a server", () => {
  const html = renderToString(<SupportProvider publicKey="pk_test_server"><Support mode="responsive" /></SupportProvider>)
  expect(html).toContain("data-support-mode=\"responsive\"")
  expect(html).not.toContain("<button")
})

it("takes over what a server rendered without a difference, in strict mode, and lives", async () => {
  vi.stubGlobal("fetch", makeFakeServer().fetch)
  const complaints = vi.spyOn(console, "error")
  const recovered = vi.fn()
  const host = document.body.appendChild(document.createElement("div"))
  host.innerHTML = renderToString(<Page />)
  const root = flushSync(() => hydrateRoot(host, <Page />, { onRecoverableError: recovered }))
  await eventually("the site", () => host.textContent?.includes("loaded"))
  await eventually("an open panel", () => host.querySelector("[role='dialog'][data-state='open'], [role='region'][data-state='open']"))
  expect(recovered).not.toHaveBeenCalled()
  expect(complaints.mock.calls).toEqual([])
  root.unmount()
  host.remove()
})
