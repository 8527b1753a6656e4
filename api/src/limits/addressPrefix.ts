import ipaddr from "ipaddr.js"

/**
 * The network an address belongs to for limits: /24 of IPv4, /48 of IPv6, so that neither an office behind one address nor
 * someone with a whole IPv6 network counts as many. What is no address stands for itself.
 */
export const addressPrefix = (address: string): string => {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  const bits = parsed.kind() === "ipv4" ? 24 : 48
  const kind = parsed.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6
  return `${kind.networkAddressFromCIDR(`${parsed.toString()}/${bits}`).toString()}/${bits}`
}
