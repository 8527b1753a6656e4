/** Headers of every answer that doesn't set its own. Nothing we serve may be framed, sniffed or run where it wasn't meant to. */
export const securityHeaders = (options: { readonly https: boolean }): ReadonlyArray<readonly [string, string]> => [
  ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
  ["x-content-type-options", "nosniff"],
  // The path of a page may hold a one-time token: only the origin is ever told, and never from https to http.
  ["referrer-policy", "strict-origin"],
  ["cross-origin-opener-policy", "same-origin"],
  ...(options.https ? [["strict-transport-security", "max-age=31536000; includeSubDomains"] as const] : [])
]

/**
 * The content security policy of a page of ours (https://www.w3.org/TR/CSP3/): its own files only, nothing inline, no
 * eval, no frame around it. `connect` adds origins that scripts may talk to and `images` those that pictures come from, as a
 * file store's; `trustedTypes` names the policies that may write HTML, and forbids every other way (https://www.w3.org/TR/trusted-types/).
 */
export const pagePolicy = (options: {
  readonly connect?: ReadonlyArray<string>
  readonly images?: ReadonlyArray<string>
  /** Lets the page frame answers of ours that say so themselves, as letters. */
  readonly frames?: boolean
  readonly trustedTypes?: ReadonlyArray<string>
  /** Origins of somebody else's scripts. */
  readonly scripts?: ReadonlyArray<string>
}): string =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...options.scripts ?? []].join(" "),
    "style-src 'self'",
    // Avatars and attachments may stand anywhere; a preview of a file not yet sent is a blob.
    ["img-src 'self' https: data: blob:", ...options.images ?? []].join(" "),
    "media-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    ["connect-src 'self'", ...options.connect ?? []].join(" "),
    ...(options.frames === true ? ["frame-src 'self'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(options.trustedTypes === undefined ? [] : [
      "require-trusted-types-for 'script'",
      ["trusted-types", ...options.trustedTypes].join(" ")
    ])
  ].join("; ")
