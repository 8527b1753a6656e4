import ipaddr from "ipaddr.js"

/** A network as `10.0.0.0/8` says it. */
export type Network = ReturnType<typeof ipaddr.parseCIDR>

const words: Readonly<Record<string, ReadonlyArray<string>>> = { none: [], loopback: ["127.0.0.0/8", "::1/128"] }

/** Reads networks between commas: ranges, addresses (a network of one), `loopback` and `none`. What is none of these stands in `wrong`. */
export const readRanges = (text: string): { readonly networks: ReadonlyArray<Network>; readonly wrong: ReadonlyArray<string> } => {
  const ranges = text.split(",").map((range) => range.trim()).filter((range) => range !== "").flatMap((range) => words[range] ?? [range])
  const read = ranges.map((range) => ({ range, network: networkOf(range) }))
  return {
    networks: read.flatMap(({ network }) => network === undefined ? [] : [network]),
    wrong: read.flatMap(({ network, range }) => network === undefined ? [range] : [])
  }
}

const networkOf = (range: string): Network | undefined => {
  if (ipaddr.isValidCIDR(range)) return ipaddr.parseCIDR(range)
  // `0177.1` and its like are ways to write an address that only some read: four decimal numbers or IPv6, nothing else.
  if (!ipaddr.IPv4.isValidFourPartDecimal(range) && !ipaddr.IPv6.isValid(range)) return undefined
  const address = ipaddr.parse(range)
  return [address, address.kind() === "ipv4" ? 32 : 128]
}
