/** A name's first and last letter words: "Ada King Byron" is "AB", "Ada" is "A". Empty for no name. */
export const initials = (name: string | null | undefined): string => {
  const words = (name ?? "").trim().split(/\s+/).filter((word) => word !== "")
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters.map((word) => [...word ?? ""][0]?.toLocaleUpperCase() ?? "").join("")
}
