const adjectives = [
  "Amber", "Brave", "Bright", "Calm", "Clever", "Coral", "Eager", "Gentle", "Golden", "Happy", "Keen", "Kind", "Lively", "Lucky",
  "Mellow", "Noble", "Proud", "Quick", "Quiet", "Silver", "Sunny", "Swift", "Witty", "Wise"
]
const animals = [
  "Badger", "Beaver", "Crane", "Deer", "Dolphin", "Falcon", "Finch", "Fox", "Hare", "Heron", "Ibex", "Koala", "Lynx", "Marten", "Otter",
  "Owl", "Panda", "Puffin", "Raven", "Robin", "Seal", "Sparrow", "Swan", "Wren"
]

/** FNV-1a, 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}

/** A friendly name for someone without one, such as `Amber Fox`: always the same for the same seed, such as a visitor's id. */
export const generateVisitorName = (seed: string): string => {
  const value = hash(seed)
  return `${adjectives[value % adjectives.length]} ${animals[Math.floor(value / adjectives.length) % animals.length]}`
}

/** What to call a visitor: the contact's name, else the part of the address before the `@`, else a generated name. */
export const getVisitorNameWithFallback = (visitor: {
  readonly id: string
  readonly contact?: { readonly name?: string | null | undefined; readonly email?: string | null | undefined } | null | undefined
}): string =>
  visitor.contact?.name?.trim() || visitor.contact?.email?.split("@")[0]?.trim() || generateVisitorName(visitor.id)
