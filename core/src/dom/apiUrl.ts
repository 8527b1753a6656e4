// Names are written out whole, since bundlers replace exactly these expressions, and either object may not exist at all.
const fromProcess = (): string | undefined => {
  try {
    // oxlint-disable-next-line no-restricted-globals -- a constant of the host's bundler, not this program's settings
    return process.env.NEXT_PUBLIC_COSSISTANT_API_URL || process.env.COSSISTANT_API_URL
  } catch {
    return undefined
  }
}

const fromVite = (): string | undefined => {
  try {
    // Vite's addition to `import.meta`; its types belong to the host's build, not to ours.
    return (import.meta as unknown as { readonly env: Readonly<Record<string, string | undefined>> }).env.VITE_COSSISTANT_API_URL
  } catch {
    return undefined
  }
}

/** The server behind an address for live connections: `wss://host` and `wss://host/ws` are that of `https://host`. */
export const httpOf = (wsUrl: string | undefined): string | undefined => wsUrl?.trim().replace(/^ws/, "http").replace(/(\/ws)?\/*$/, "") || undefined

/**
 * Where the server is, without a slash at its end: the given address, else what the host's build put into
 * `NEXT_PUBLIC_COSSISTANT_API_URL`, `COSSISTANT_API_URL` or `VITE_COSSISTANT_API_URL`, else the page's own origin;
 * empty where there is no page.
 */
export const resolveApiUrl = (given?: string | null): string =>
  (given?.trim() || fromProcess()?.trim() || fromVite()?.trim() || globalThis.location?.origin || "").replace(/\/+$/, "")
