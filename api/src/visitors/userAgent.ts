import Bowser from "bowser"

/** What a `User-Agent` header says, for people to read: `Firefox 131`, `macOS 14`, `desktop`; null where it says nothing. */
export const readUserAgent = (
  header: string | null
): { readonly browser: string | null; readonly os: string | null; readonly device: string | null } => {
  if (header === null || header === "") return { browser: null, os: null, device: null }
  const { browser, os, platform } = Bowser.parse(header.slice(0, 512))
  return {
    browser: words(browser.name, browser.version?.split(".", 1)[0]),
    os: words(os.name, os.versionName ?? os.version),
    device: platform.type ?? null
  }
}

const words = (...parts: ReadonlyArray<string | undefined>) => parts.filter(Boolean).join(" ") || null
