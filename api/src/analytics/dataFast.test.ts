import * as ConfigProvider from "effect/ConfigProvider"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as HttpRouter from "effect/http/HttpRouter"
import path from "node:path"
import { assert, describe, it } from "vitest"
import { Limiter } from "../limits/Limiter.ts"
import { Settings } from "../settings/Settings.ts"
import { layer } from "../docs/docsRoutes.ts"

const none = Redacted.make("")
const settings = Layer.succeed(Settings, Settings.of({
  entry: "test", publicUrl: "https://support.acme.test", dataDir: "/nowhere", signUp: "invite", secrets: { auth: none, apiKey: none, encryption: none }
}))

const pageWith = async (values: Record<string, string>) => {
  const { dispose, handler } = HttpRouter.toWebHandler(
    layer(path.resolve(import.meta.dirname, "../../../docs")).pipe(
      Layer.provide([settings, Limiter.layer]), Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown(values)))
    ), { disableLogger: true }
  )
  const response = await handler(new Request("http://localhost/docs"))
  const page = { html: await response.text(), policy: response.headers.get("content-security-policy") ?? "" }
  await dispose()
  return page
}

describe("DataFast's script", () => {
  it("stands on the documentation's pages once it is on and names its site, and the policy opens for it alone", async () => {
    for (const values of [{}, { NEXT_PUBLIC_DATAFAST_ENABLED: "true" }]) {
      const { html, policy } = await pageWith({ NEXT_PUBLIC_DATAFAST_WEBSITE_ID: "dfid_\"1", ...values })
      assert.include(html, `<script defer data-website-id="dfid_&quot;1" data-domain="support.acme.test" src="https://datafa.st/js/script.js"></script>\n</head>`)
      assert.match(policy, /script-src 'self' https:\/\/datafa\.st;.* connect-src 'self' https:\/\/datafa\.st;/)
    }
  })

  it("stands nowhere while it is off or has no site", async () => {
    for (const values of [
      {}, { NEXT_PUBLIC_DATAFAST_ENABLED: "true" }, { NEXT_PUBLIC_DATAFAST_ENABLED: "false", NEXT_PUBLIC_DATAFAST_WEBSITE_ID: "dfid_1" },
      { NEXT_PUBLIC_DATAFAST_ENABLED: "1", NEXT_PUBLIC_DATAFAST_WEBSITE_ID: "dfid_1" }
    ]) {
      const { html, policy } = await pageWith(values)
      assert.notMatch(html.split("</head>")[0] ?? "", /datafa\.st/)
      assert.notInclude(policy, "datafa.st")
      assert.include(policy, "require-trusted-types-for 'script'")
    }
  })
})
