/** What an avatar without a picture shows: one or two letters and one of five tints (1–5), the same for the same name. */
export const avatarFace = (name: string): { readonly initials: string; readonly tint: number } => {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...word ?? ""][0] ?? "")
  let hash = 0
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return { initials: letters.join("").toLocaleUpperCase(), tint: 1 + hash % 5 }
}
