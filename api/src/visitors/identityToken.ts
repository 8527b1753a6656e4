import { IdentityRefused, type IdentityRefusalReason } from "@cossistant/core/visitors/Identity"
import type { IdentitySecret } from "@cossistant/core/websites/IdentitySecret"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const longestLifeSeconds = 24 * 60 * 60
/** How far a signing server's clock may be ahead of ours. */
const skewSeconds = 60

const Claims = Schema.Struct({
  sub: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(255)),
  iat: Schema.Finite,
  exp: Schema.Finite,
  email: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(254), Schema.isPattern(/^[^\s@]+@[^\s@]+$/)))
})

/** What a token proves. `issuedAt` in milliseconds since 1970. */
export interface ProvenIdentity {
  readonly externalId: string
  readonly email: string | null
  readonly issuedAt: number
  readonly secretId: string
}

/**
 * Checks an identity token (RFC 7519, RFC 8725): HS256 and nothing else, signed with one of the site's secrets, made for
 * this website, not expired and with a life of 24 hours at most. Each refusal says which of these it was.
 */
export const verifyIdentityToken = Effect.fn("verifyIdentityToken")(function*(
  token: string,
  websiteId: string,
  secrets: ReadonlyArray<IdentitySecret>
) {
  // The library comes with the first token, not with the program.
  const { errors, jwtVerify } = yield* Effect.promise(() => import("jose"))
  const refusalOf = (error: unknown): IdentityRefusalReason => {
    if (error instanceof errors.JWSSignatureVerificationFailed) return "wrong_signature"
    if (error instanceof errors.JWTExpired) return "token_expired"
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud") return "wrong_audience"
    return "token_malformed"
  }
  const now = yield* Clock.currentTimeMillis
  let refusal: IdentityRefusalReason = "wrong_signature"
  for (const { id, secret } of secrets) {
    const verified = yield* Effect.result(Effect.tryPromise({
      try: () => jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ["HS256"],
        audience: websiteId,
        requiredClaims: ["sub", "iat", "exp"],
        currentDate: new Date(now)
      }),
      catch: refusalOf
    }))
    if (verified._tag === "Failure") {
      refusal = verified.failure
      // Another secret can only help when this one didn't sign it.
      if (refusal === "wrong_signature") continue
      break
    }
    const claims = yield* Effect.mapError(
      Schema.decodeUnknownEffect(Claims)(verified.success.payload),
      () => new IdentityRefused({ reason: "token_malformed" })
    )
    // From the future it would outlive every log-out until then.
    if (claims.iat > now / 1000 + skewSeconds) return yield* new IdentityRefused({ reason: "token_malformed" })
    if (claims.exp - claims.iat > longestLifeSeconds) return yield* new IdentityRefused({ reason: "token_too_long" })
    return {
      externalId: claims.sub,
      email: claims.email?.toLowerCase() ?? null,
      issuedAt: claims.iat * 1000,
      secretId: id
    } satisfies ProvenIdentity
  }
  return yield* new IdentityRefused({ reason: refusal })
})
