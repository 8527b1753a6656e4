/** What browsers and systems call files that they have no name, or another one, for. */
const byExtension: Readonly<Record<string, string>> = {
  csv: "text/csv", md: "text/markdown", txt: "text/plain", zip: "application/zip"
}

/** The media type of a file as the rules know it, without parameters. */
export const mediaTypeOf = ({ name, type }: Pick<File, "name" | "type">): string =>
  byExtension[name.split(".").pop()?.toLowerCase() ?? ""] ?? type.split(";", 1)[0] ?? ""
