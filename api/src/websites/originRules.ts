import type { RefusalReason } from "@cossistant/core/websites/InstallStatus"

/** What decides whether a page may use a public key. */
interface KeyUse {
  /** The `Origin` header as it came. */
  readonly origin: string | null
  readonly isTest: boolean
  /** In the form `normalizeOrigin` gives. */
  readonly allowedOrigins: ReadonlyArray<string>
}

/**
 * Why a page may not use a public key, or null when it may. Live keys: allowed origins over https. Test keys: any
 * loopback name, and allowed origins. Scheme and port count; `*.base` stands for base and everything below it.
 */
export const originRefusal = ({ allowedOrigins, isTest, origin }: KeyUse): RefusalReason | null => {
  // Sandboxed frames and data: pages say "null"; anyone can make one.
  if (origin === null || origin === "null") return "origin_missing"
  const url = URL.parse(origin)
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return "origin_not_allowed"
  if (isLoopback(url.hostname)) return isTest ? null : "live_key_on_loopback"
  if (!isTest && url.protocol === "http:") return "https_required"
  return allowedOrigins.some((allowed) => matches(url, allowed)) ? null : "origin_not_allowed"
}

const matches = (page: URL, allowed: string) => {
  const entry = URL.parse(allowed)
  if (entry === null || entry.protocol !== page.protocol || entry.port !== page.port) return false
  if (!entry.hostname.startsWith("*.")) return entry.hostname === page.hostname
  const base = entry.hostname.slice(2)
  return page.hostname === base || page.hostname.endsWith(`.${base}`)
}

/** Names that never leave the machine: RFC 6761 §6.3 (`localhost` and all below it), 127.0.0.0/8, ::1. */
const isLoopback = (hostname: string) =>
  hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname)

/** An origin in the one form it is stored and compared in: lower case, punycode, no default port. */
export const normalizeOrigin = (origin: string): string => {
  const url = new URL(origin)
  return `${url.protocol}//${url.host}`
}
