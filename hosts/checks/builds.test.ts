import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, expect, it } from "vitest"
import { journey } from "../../e2e/src/journey.ts"
import { placePackages } from "../../scripts/pack/place.ts"
import { hostFolder, programs, runNode } from "./run.ts"
import { serveBuilt, startNext } from "./serve.ts"
import { talkThere } from "./talkThere.ts"

beforeAll(() => {
  for (const host of ["react18", "react19", "next", "solid"]) placePackages(hostFolder(host))
})

const built = (folder: string, pattern: string) =>
  [...new Bun.Glob(pattern).scanSync(folder)].map((file) => readFileSync(join(folder, file), "utf8"))

const settingsOf = (publicKey: string, url: string) => ({ VITE_COSSISTANT_API_KEY: publicKey, VITE_COSSISTANT_API_URL: url })

for (const host of ["react18", "react19"]) {
  journey(`a Vite app with ${host.replace("react", "React ")} builds and type-checks, with the panel in a file of its own, and its visitor talks with the team`, async ({ browser, openInbox, publicKey, server }) => {
    const folder = hostFolder(host)
    await runNode(folder, [programs.tsc, "-p", "."])
    await runNode(folder, [programs.vite, "build", "--logLevel", "warn"], settingsOf(publicKey, server.summary().url))
    const scripts = built(folder, "dist/assets/*.js")
    expect(scripts.length).toBeGreaterThan(1)
    expect(scripts.join("")).toContain(publicKey)
    const entry = /src="\/(assets\/[^"]+\.js)"/.exec(readFileSync(join(folder, "dist/index.html"), "utf8"))?.[1] ?? ""
    // The conversation stands in the panel alone.
    expect(readFileSync(join(folder, "dist", entry), "utf8")).not.toContain("co-composer")
    expect(scripts.join("")).toContain("co-composer")
    expect(built(folder, "dist/assets/*.css").join("")).toContain(".cossistant")
    const app = serveBuilt(join(folder, "dist"))
    await talkThere({ browser, openInbox }, app.url, host)
    app.stop()
  })
}

journey("a Next.js app builds, with server components around the widget, its page is rendered with it, and its visitor talks with the team", async ({ browser, openInbox, publicKey, server }) => {
  const folder = hostFolder("next")
  await runNode(folder, [programs.next, "build"], { NEXT_PUBLIC_COSSISTANT_API_KEY: publicKey, NEXT_PUBLIC_COSSISTANT_API_URL: server.summary().url })
  const [page = ""] = built(folder, ".next/server/app/index.html")
  expect(page).toContain("A shop")
  expect(built(folder, ".next/static/**/*.css").join("")).toContain(".cossistant")
  expect(existsSync(join(folder, ".next/BUILD_ID"))).toBe(true)
  const app = await startNext(folder, programs.next)
  await talkThere({ browser, openInbox }, app.url, "Next.js")
  app.stop()
})

journey("a Solid app builds and type-checks, for the browser and for its server, whose page the browser takes over, and its visitors talk with the team", async ({ browser, openInbox, publicKey, server }) => {
  const folder = hostFolder("solid")
  const settings = settingsOf(publicKey, server.summary().url)
  await runNode(folder, [programs.tsc, "-p", "."])
  await runNode(folder, [programs.vite, "build", "--logLevel", "warn"], settings)
  await runNode(folder, [programs.vite, "build", "--logLevel", "warn", "--ssr", "src/server.tsx", "--outDir", "dist/server"], settings)
  await runNode(folder, ["render.mjs"])
  const page = readFileSync(join(folder, "dist/rendered.html"), "utf8")
  expect(page).toContain("data-hk")
  expect(page).toMatch(/<h1[^>]*>A shop<\/h1>/)
  const app = serveBuilt(join(folder, "dist"))
  await talkThere({ browser, openInbox }, app.url, "Solid")
  await talkThere({ browser, openInbox }, `${app.url}/rendered.html`, "Solid on its server")
  app.stop()
})

it("Solid's package renders on a plain Node, without a compiler", async () => {
  const folder = hostFolder("solid")
  writeFileSync(join(folder, "node_modules/.plain.mjs"), `
    import { Support, SupportProvider } from "@cossistant/solid"
    import { createComponent, renderToString } from "solid-js/web"
    const html = renderToString(() => createComponent(SupportProvider, { publicKey: "pk_test_x", apiUrl: "https://support.test", get children() {
      return createComponent(Support, { mode: "responsive" })
    } }))
    console.log("rendered " + typeof html)`)
  expect(await runNode(folder, ["node_modules/.plain.mjs"])).toContain("rendered string")
})
