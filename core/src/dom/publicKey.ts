/** The public key of this build, and the variable a developer sets when there is none. */
export interface PublicKey {
  readonly key: string | null
  readonly envVarName: string
}

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

/** Next.js marks its pages: the pages router by `__NEXT_DATA__`, the app router by `__next_f` and `next`. */
const isNext = (): boolean => ["__NEXT_DATA__", "__next_f", "next"].some((mark) => mark in globalThis)

/**
 * The key to use: the prop, else what the host's build put into `NEXT_PUBLIC_COSSISTANT_API_KEY`, `COSSISTANT_API_KEY` or
 * `VITE_COSSISTANT_API_KEY`. With `envVarName`, the name that suits the host's framework, for the message when all are unset.
 */
export const publicKey = (given?: string): PublicKey => ({
  key: given?.trim() || fromProcess()?.trim() || fromVite()?.trim() || null,
  envVarName: isNext() ? "NEXT_PUBLIC_COSSISTANT_API_KEY" : isVite() ? "VITE_COSSISTANT_API_KEY" : "COSSISTANT_API_KEY"
})
