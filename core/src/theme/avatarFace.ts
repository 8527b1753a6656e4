/** What an avatar without a picture shows: its name's first letter and one of five tints (1–5), the same for the same name. */
export const avatarFace = (name: string): { readonly initial: string; readonly tint: number } => {
  let hash = 0
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return { initial: ([...name.trim()][0] ?? "").toLocaleUpperCase(), tint: 1 + hash % 5 }
}
