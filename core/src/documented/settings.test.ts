import { fileURLToPath } from "node:url"
import { build } from "vite"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { detectFramework, getEnvVarName, resolveApiUrl, resolvePublicKey } from "../entries/resolve-public-key.ts"

/** The look-ups as Vite builds them into a page, with these variables set. */
const builtByVite = async (env: Record<string, string>): Promise<typeof import("../entries/resolve-public-key.ts")> => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const built = await build({
    configFile: false, logLevel: "silent", envDir: false,
    build: { write: false, minify: false, lib: { entry: fileURLToPath(new URL("../entries/resolve-public-key.ts", import.meta.url)), formats: ["es"] } }
  })
  const [chunk] = (Array.isArray(built) ? built : [built]).flatMap((result) => "output" in result ? result.output : [])
  const code = chunk?.type === "chunk" ? chunk.code : ""
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)
}

const names = ["NEXT_PUBLIC_COSSISTANT_API_KEY", "COSSISTANT_API_KEY", "NEXT_PUBLIC_COSSISTANT_API_URL", "COSSISTANT_API_URL"]

describe("looking up the public key", () => {
  beforeEach(() => {
    for (const name of names) vi.stubEnv(name, undefined)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.unstubAllGlobals()
  })

  it("takes the given one, else the build's variables in their order, else none", () => {
    expect(resolvePublicKey()).toBeNull()
    vi.stubEnv("COSSISTANT_API_KEY", " pk_server ")
    expect(resolvePublicKey()).toBe("pk_server")
    vi.stubEnv("NEXT_PUBLIC_COSSISTANT_API_KEY", "pk_next")
    expect(resolvePublicKey()).toBe("pk_next")
    expect(resolvePublicKey("  pk_given ")).toBe("pk_given")
    expect(resolvePublicKey("  ")).toBe("pk_next")
  })

  it("works on pages without `process`, as Vite makes them, with what Vite knows", async () => {
    const page = await builtByVite({ VITE_COSSISTANT_API_KEY: "pk_vite", VITE_COSSISTANT_API_URL: "https://vite.example/" })
    vi.stubGlobal("process", undefined)
    expect(page.resolvePublicKey()).toBe("pk_vite")
    expect(page.resolvePublicKey("pk_given")).toBe("pk_given")
    expect(page.resolveApiUrl()).toBe("https://vite.example")
    expect(page.getEnvVarName()).toBe("VITE_COSSISTANT_API_KEY")
  })

  it("suggests the variable of the host's framework, in Next's app router too", () => {
    expect(detectFramework()).toBe("vite")
    expect(getEnvVarName()).toBe("VITE_COSSISTANT_API_KEY")
    for (const mark of ["__NEXT_DATA__", "__next_f", "next"]) {
      vi.stubGlobal(mark, {})
      expect(detectFramework()).toBe("nextjs")
      vi.unstubAllGlobals()
    }
    expect(getEnvVarName("nextjs")).toBe("NEXT_PUBLIC_COSSISTANT_API_KEY")
    expect(getEnvVarName("other")).toBe("COSSISTANT_API_KEY")
  })

  it("finds the server: given, by the build's variables, else where the page came from", () => {
    expect(resolveApiUrl()).toBe("")
    vi.stubGlobal("location", new URL("https://acme.example/pricing"))
    expect(resolveApiUrl()).toBe("https://acme.example")
    vi.stubEnv("COSSISTANT_API_URL", "https://server.example")
    expect(resolveApiUrl()).toBe("https://server.example")
    vi.stubEnv("NEXT_PUBLIC_COSSISTANT_API_URL", "https://next.example")
    expect(resolveApiUrl()).toBe("https://next.example")
    expect(resolveApiUrl("https://given.example//")).toBe("https://given.example")
  })
})
