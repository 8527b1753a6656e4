import { afterEach, expect, it, vi } from "vitest"
import { configurationLine } from "./developerLines.ts"

afterEach(() => void vi.unstubAllGlobals())

const lineFor = (envVarName: string) => {
  vi.stubGlobal("location", { origin: "https://acme.example" })
  return configurationLine({
    type: "missing_api_key", message: `Set ${envVarName}`, envVarName, apiUrl: "https://acme.example"
  })
}

it("a page without key and address is told the variables of both", () => {
  expect(lineFor("VITE_COSSISTANT_API_KEY")).toMatch(/^Set VITE_COSSISTANT_API_KEY and VITE_COSSISTANT_API_URL, or pass publicKey and apiUrl/)
})

it("a script tag without a key, whose address is where it came from, is told of the key alone", () => {
  expect(lineFor("data-public-key")).toMatch(/^Set data-public-key, or pass publicKey: keys are made under Settings → Developers at https:\/\/acme\.example/)
})
