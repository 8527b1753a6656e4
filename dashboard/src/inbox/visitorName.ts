import type { VisitorName } from "./nouns.ts"

const animals = ["Otter", "Heron", "Lynx", "Finch", "Marten", "Puffin", "Badger", "Osprey", "Ibex", "Plover", "Gecko", "Tapir", "Stoat", "Wren", "Bison", "Koi"]
const moods = ["Amber", "Coral", "Misty", "Quiet", "Sunny", "Silver", "Mellow", "Azure", "Brisk", "Mossy", "Plum", "Sandy", "Violet", "Frosty", "Copper", "Ruby"]

const hashOf = (text: string): number => {
  let hash = 7
  for (const character of text) hash = (hash * 33 + character.charCodeAt(0)) % 65_521
  return hash
}

/** What a visitor is called: the name, the address, or for a nameless one always the same two words. */
export const visitorName = ({ email, id, name }: Pick<VisitorName, "email" | "id" | "name">): string => {
  const hash = hashOf(id)
  return name ?? email ?? `${moods[hash % moods.length]} ${animals[Math.floor(hash / 16) % animals.length]}`
}
