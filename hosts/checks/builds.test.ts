import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, expect, it } from "vitest"
import { placePackages } from "../../scripts/pack/place.ts"
import { hostFolder, programs, runNode } from "./run.ts"

const settings = { VITE_COSSISTANT_API_KEY: "pk_test_of_the_host", VITE_COSSISTANT_API_URL: "https://support.test" }

beforeAll(() => {
  for (const host of ["react18", "react19", "next", "solid"]) placePackages(hostFolder(host))
})

const built = (folder: string, pattern: string) =>
  [...new Bun.Glob(pattern).scanSync(folder)].map((file) => readFileSync(join(folder, file), "utf8"))

for (const host of ["react18", "react19"]) {
  it(`a Vite app with ${host.replace("react", "React ")} builds and type-checks, with the panel in a file of its own`, async () => {
    const folder = hostFolder(host)
    await runNode(folder, [programs.tsc, "-p", "."])
    await runNode(folder, [programs.vite, "build", "--logLevel", "warn"], settings)
    const scripts = built(folder, "dist/assets/*.js")
    expect(scripts.length).toBeGreaterThan(1)
    expect(scripts.join("")).toContain("pk_test_of_the_host")
    const entry = /src="\/(assets\/[^"]+\.js)"/.exec(readFileSync(join(folder, "dist/index.html"), "utf8"))?.[1] ?? ""
    // The conversation stands in the panel alone.
    expect(readFileSync(join(folder, "dist", entry), "utf8")).not.toContain("co-composer")
    expect(scripts.join("")).toContain("co-composer")
    expect(built(folder, "dist/assets/*.css").join("")).toContain(".cossistant")
  })
}

it("a Next.js app builds, with server components around the widget, and its page is rendered with it", async () => {
  const folder = hostFolder("next")
  await runNode(folder, [programs.next, "build"], { NEXT_PUBLIC_COSSISTANT_API_KEY: "pk_test_of_the_host" })
  const [page = ""] = built(folder, ".next/server/app/index.html")
  expect(page).toContain("A shop")
  expect(built(folder, ".next/static/**/*.css").join("")).toContain(".cossistant")
  expect(existsSync(join(folder, ".next/BUILD_ID"))).toBe(true)
})

it("a Solid app builds and type-checks, for the browser and for its server, whose page the browser takes over", async () => {
  const folder = hostFolder("solid")
  await runNode(folder, [programs.tsc, "-p", "."])
  await runNode(folder, [programs.vite, "build", "--logLevel", "warn"], settings)
  await runNode(folder, [programs.vite, "build", "--logLevel", "warn", "--ssr", "src/server.tsx", "--outDir", "dist/server"], settings)
  await runNode(folder, ["render.mjs"])
  const page = readFileSync(join(folder, "dist/rendered.html"), "utf8")
  expect(page).toContain("data-hk")
  expect(page).toMatch(/<h1[^>]*>A shop<\/h1>/)
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
