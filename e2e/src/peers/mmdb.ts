type Value = string | number | { readonly [key: string]: Value } | ReadonlyArray<Value>

const control = (type: number, size: number): ReadonlyArray<number> => {
  const long = size < 29 ? size : 29
  return [(type > 7 ? 0 : type << 5) | long, ...(type > 7 ? [type - 7] : []), ...(size < 29 ? [] : [size - 29])]
}

const encode = (value: Value): ReadonlyArray<number> => {
  if (typeof value === "string") return [...control(2, Buffer.byteLength(value)), ...Buffer.from(value)]
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return [...control(6, 4), ...bytes]
  }
  if (typeof value === "number") {
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleBE(value)
    return [...control(3, 8), ...bytes]
  }
  if (isList(value)) return [...control(11, value.length), ...value.flatMap(encode)]
  const fields = Object.entries(value)
  return [...control(7, fields.length), ...fields.flatMap(([key, field]) => [...encode(key), ...encode(field)])]
}

const isList = (value: Value): value is ReadonlyArray<Value> => Array.isArray(value)

/**
 * A database of IPv4 /24 networks in MaxMind's format (https://maxmind.github.io/MaxMind-DB/), by `a.b.c`. Each network has
 * a tree of its own path; networks that share a path share its nodes.
 */
export const mmdb = (networks: { readonly [network: string]: Value }): Buffer => {
  const nodes: Array<[number | string, number | string]> = [["", ""]]
  for (const network of Object.keys(networks)) {
    const bits = network.split(".").map((part) => Number(part).toString(2).padStart(8, "0")).join("")
    let at = 0
    for (const [depth, bit] of Array.from(bits).entries()) {
      const node = nodes[at]
      const side = bit === "1" ? 1 : 0
      if (node === undefined) throw new Error("A node that was made isn't there.")
      if (depth === bits.length - 1) {
        node[side] = network
        break
      }
      if (typeof node[side] !== "number") node[side] = nodes.push(["", ""]) - 1
      at = node[side]
    }
  }
  const data: Array<number> = []
  const places = new Map(Object.entries(networks).map(([network, value]) => {
    const place = data.length
    data.push(...encode(value))
    return [network, nodes.length + 16 + place]
  }))
  const tree = nodes.flatMap((node) => node.flatMap((side) => {
    const value = typeof side === "number" ? side : places.get(side) ?? nodes.length
    return [value >> 16 & 255, value >> 8 & 255, value & 255]
  }))
  return Buffer.from([
    ...tree, ...Buffer.alloc(16), ...data, 0xab, 0xcd, 0xef, ...Buffer.from("MaxMind.com"),
    ...encode({
      node_count: nodes.length, record_size: 24, ip_version: 4, database_type: "Test-City", languages: ["en"],
      binary_format_major_version: 2, binary_format_minor_version: 0, build_epoch: 1_790_000_000, description: { en: "Test" }
    })
  ])
}
