// @vitest-environment node
import { renderToString } from "react-dom/server"
import { expect, it } from "vitest"
import { IdentifySupportVisitor, Support, SupportProvider, useSupport } from "./index.ts"

const Status = () => <p>{useSupport().isLoading ? "loading" : "loaded"}</p>

it("renders on a server, where there is no browser to touch: the page, and a closed launcher", () => {
  const html = renderToString(
    <SupportProvider publicKey="pk_test_server" apiUrl="https://support.example">
      <Status />
      <IdentifySupportVisitor externalId="u1" />
      <Support defaultOpen />
    </SupportProvider>
  )
  expect(html).toContain("loading")
  expect(html).toContain("aria-label=\"Open support chat\"")
  expect(html).toContain("aria-expanded=\"false\"")
})
