/** The public key of this build, and the variable a developer sets when there is none. */
export interface PublicKey {
  readonly key: string | null
  readonly envVarName: string
}

export type Framework = "nextjs" | "vite" | "other"

// Names are written out whole, since bundlers replace exactly these expressions, and either object may not exist at all.
const fromProcess = (): string | undefined => {
  try {
    // oxlint-disable-next-line no-restricted-globals -- a constant of the host's bundler, not this program's settings
    return process.env.NEXT_PUBLIC_COSSISTANT_API_KEY || process.env.COSSISTANT_API_KEY
  } catch {
    return undefined
  }
}

const fromVite = (): string | undefined => {
  try {
    // Vite's addition to `import.meta`; its types belong to the host's build, not to ours.
    return (import.meta as unknown as { readonly env: Readonly<Record<string, string | undefined>> }).env.VITE_COSSISTANT_API_KEY
  } catch {
    return undefined
  }
}

const isVite = (): boolean => {
  try {
    return Boolean((import.meta as unknown as { readonly env: Readonly<Record<string, string | undefined>> }).env.MODE)
  } catch {
    return false
  }
}

/** Set where Next.js renders on a server. */
const isNextServer = (): boolean => {
  try {
    // oxlint-disable-next-line no-restricted-globals -- the host's framework, not this program's settings
    return Boolean(process.env.__NEXT_RUNTIME || process.env.NEXT_RUNTIME)
  } catch {
    return false
  }
}

/** Next.js marks its pages: the pages router by `__NEXT_DATA__`, the app router by `__next_f` and `next`. */
const isNext = (): boolean => ["__NEXT_DATA__", "__next_f", "next"].some((mark) => mark in globalThis) || isNextServer()

/** What the host's page is built with, as far as it can be told. */
export const detectFramework = (): Framework => isNext() ? "nextjs" : isVite() ? "vite" : "other"

const names: Readonly<Record<Framework, string>> = {
  nextjs: "NEXT_PUBLIC_COSSISTANT_API_KEY", vite: "VITE_COSSISTANT_API_KEY", other: "COSSISTANT_API_KEY"
}

/** The variable that holds the public key in a build of this framework, by default the one detected. */
export const getEnvVarName = (framework: Framework = detectFramework()): string => names[framework]

/**
 * The key to use: the given one, else what the host's build put into `NEXT_PUBLIC_COSSISTANT_API_KEY`,
 * `COSSISTANT_API_KEY` or `VITE_COSSISTANT_API_KEY`; null where all are unset.
 */
export const resolvePublicKey = (given?: string | null): string | null =>
  given?.trim() || fromProcess()?.trim() || fromVite()?.trim() || null

/** `resolvePublicKey()`, with the variable that suits the host's framework for the message that there is none. */
export const publicKey = (given?: string): PublicKey => ({ key: resolvePublicKey(given), envVarName: getEnvVarName() })
