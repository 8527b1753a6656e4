import ipaddr from "ipaddr.js"
import type { Network } from "../settings/addressRanges.ts"

/**
 * Whether a server of ours may be sent to this address because of what a user wrote: only addresses anyone may reach.
 * Loopback, private, shared (RFC 6598), link-local (where clouds keep their metadata), multicast, documentation and
 * reserved ranges aren't, nor any IPv6 form that carries an IPv4 address (mapped, NAT64, 6to4, Teredo).
 * What is no address at all isn't either. `allowed` names exceptions.
 */
export const isPublicAddress = (address: string, allowed: ReadonlyArray<Network> = []): boolean => {
  const bare = address.replace(/^\[|\]$/g, "")
  // `0177.1`, `2130706433` and their like are ways to write around a rule: four decimal numbers or IPv6, nothing else.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return false
  const parsed = ipaddr.process(bare)
  if (allowed.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))) return true
  if (parsed.range() !== "unicast") return false
  return parsed.kind() === "ipv4" ? !special4.some((range) => parsed.match(range)) : parsed.match(globalUnicast6) && !special6.some((range) => parsed.match(range))
}

/** The IPv6 addresses that are given out at all (RFC 4291 §2.4). */
const globalUnicast6 = ipaddr.parseCIDR("2000::/3")
/** Ranges of the special-purpose registries (RFC 6890 and its updates) that ipaddr.js takes for ordinary ones. */
const special4 = ["0.0.0.0/8", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4"]
  .map((range) => ipaddr.parseCIDR(range))
const special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"].map((range) => ipaddr.parseCIDR(range))
