import { afterEach, expect, it, vi } from "vitest"
import { packages } from "./packages.ts"

afterEach(() => vi.unstubAllGlobals())
const answered = (answer: Response | Promise<Response>) => vi.stubGlobal("fetch", async (place: string) => place === "/packages" ? answer : Response.error())

it("packages are known by the addresses that the server lists", async () => {
  const url = "https://support.acme.example/packages/react-3f9c2b7a41d0e865.tgz"
  answered(Response.json({ packages: [{ name: "@cossistant/react", version: "0.1.0", url, integrity: "sha512-x" }] }))
  expect([...await packages()]).toEqual([["@cossistant/react", url]])
})

it.each([
  ["is out of reach", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["stands behind a host that passes the list by", () => new Response("<!doctype html><title>Acme</title>", { status: 404 })],
  ["breaks", () => Response.json({ _tag: "InternalError", id: "1" }, { status: 500 })]
])("packages have no address of their own where the server %s", async (_, answer) => {
  answered(answer())
  expect((await packages()).size).toBe(0)
})
