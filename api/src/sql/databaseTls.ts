import * as Redacted from "effect/Redacted"
import { accessSync, constants, readFileSync } from "node:fs"

/**
 * The ways of TLS both drivers know alike. `require` and what follows check the certificate and its name; `prefer` and
 * `allow` leave open whether anything is encrypted, and the drivers take them differently.
 */
export const tlsModes: ReadonlyArray<string> = ["disable", "require", "verify-ca", "verify-full"]

/** What an address says of TLS: libpq's `sslmode`, and the file with the certificate that signed the server's. */
export const tlsOf = (url: string): { readonly mode: string | null; readonly certificate: string | null } => {
  const said = URL.parse(url)?.searchParams
  return { mode: said?.get("sslmode") ?? null, certificate: said?.get("sslrootcert") ?? null }
}

/** Whether this account may read the file. */
export const isReadable = (file: string): boolean => {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}

/** An address for Effect's client, which reads everything but the certificate from it. One that can't be read is told by the start. */
export const connectTo = (url: Redacted.Redacted) => {
  const { certificate, mode } = tlsOf(Redacted.value(url))
  return certificate === null || mode === "disable" || !isReadable(certificate) ? { url } : { url, ssl: { ca: readFileSync(certificate, "utf8") } }
}

/**
 * The same address for pg, whose own reading of it wins over all other settings: TLS as Effect's client has it, and neither
 * `options` nor a name, which are the caller's. `options` are those the address asked for.
 */
export const addressForPg = (url: string): { readonly connectionString: string; readonly options: string } => {
  const address = new URL(url)
  const { searchParams } = address
  const options = searchParams.get("options") ?? ""
  for (const name of ["options", "application_name"]) searchParams.delete(name)
  const { certificate, mode } = tlsOf(url)
  if (mode !== "disable" && (mode !== null || certificate !== null)) searchParams.set("sslmode", "verify-full")
  return { connectionString: address.href, options }
}
