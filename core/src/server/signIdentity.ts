import { SignJWT } from "jose"

/** Who a token is for. `expiresInSeconds` is one hour unless given, 24 hours at most. */
export interface IdentityClaims {
  /** One of the site's identity secrets (Settings → Developers). It signs for anyone: keep it on your server. */
  readonly secret: string
  readonly websiteId: string
  /** Your own id of the person, 1–255 characters. */
  readonly externalId: string
  /** The person's address, if you have verified it; only an address in the token is taken as theirs. */
  readonly email?: string
  readonly expiresInSeconds?: number
}

/**
 * Signs an identity token: proof, made on your server, of who uses your page. Give it to the widget as `identityToken`.
 * A JWT (RFC 7519) with HS256: `aud` the website, `sub` the external id, `iat` to the millisecond. `now` is for tests. Rejects with
 * an `Error` that names it when secret, website or id is empty.
 *
 * Test vector: secret `is_` and 64 zeros, website `01JZ0000000000000000000000`, external id `user_1`, e-mail
 * `jane@acme.com`, now 1750000000000, one hour:
 * `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJlbWFpbCI6ImphbmVAYWNtZS5jb20iLCJzdWIiOiJ1c2VyXzEiLCJhdWQiOiIwMUpaMDAwMDAwMDAwMDAwMDAwMDAwMDAwMCIsImlhdCI6MTc1MDAwMDAwMCwiZXhwIjoxNzUwMDAzNjAwfQ.K-XYa4NVmLpCSVwLfOhJUD-fL6Z7TBXW_XOTrtmIzf8`
 */
export const signIdentity = async (
  { email, expiresInSeconds = 3600, externalId, secret, websiteId }: IdentityClaims,
  now: number = Date.now()
): Promise<string> => {
  for (const [name, value] of Object.entries({ secret, websiteId, externalId })) {
    if (value === "") throw new Error(`signIdentity: ${name} is empty.`)
  }
  return new SignJWT(email === undefined ? {} : { email })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(externalId)
    .setAudience(websiteId)
    .setIssuedAt(now / 1000)
    .setExpirationTime(now / 1000 + expiresInSeconds)
    .sign(new TextEncoder().encode(secret))
}
