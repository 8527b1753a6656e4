import type { TimelineItem, TimelinePart } from "./nouns.ts"

export type ToolPart = Extract<TimelinePart, { readonly type: `tool-${string}` }>

/** A page or document that an answer comes from. A document has no address. */
export interface Source {
  readonly url: string | null
  readonly title: string
}

export interface Tool {
  readonly name: string
  readonly state: "partial" | "result" | "error"
  /** What the server says of it; null leaves it to the interface. */
  readonly text: string | null
  readonly sources: ReadonlyArray<Source>
}

/** Pages that one tool row links to. */
const MOST = 3

const isToolPart = (part: TimelinePart): part is ToolPart => part.type.startsWith("tool-")

const isWeb = (url: unknown): url is string => typeof url === "string" && /^https?:\/\//i.test(url)

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && name in value ? (value as { readonly [key: string]: unknown })[name] : undefined

/** Distinct pages, by address. */
const distinct = (sources: ReadonlyArray<Source>): ReadonlyArray<Source> =>
  sources.filter(({ url }, at) => url === null || sources.findIndex((other) => other.url === url) === at)

const articlesOf = (output: unknown): ReadonlyArray<Source> => {
  const articles = fieldOf(fieldOf(output, "data"), "articles")
  if (!Array.isArray(articles)) return []
  return distinct(articles.flatMap((article: unknown) => {
    const url = fieldOf(article, "sourceUrl")
    const title = fieldOf(article, "title")
    return fieldOf(article, "sourceType") === "url" && isWeb(url) ? [{ url, title: typeof title === "string" && title !== "" ? title : url }] : []
  })).slice(0, MOST)
}

/** What a tool item shows: the newest state of the tool it tells of; null for one that tells of none. */
export const toolOf = ({ parts, text, tool }: Pick<TimelineItem, "parts" | "text" | "tool">): Tool | null => {
  const part = parts.findLast(isToolPart)
  if (!part) return null
  return { name: tool ?? part.toolName, state: part.state, text: text || null, sources: part.state === "result" ? articlesOf(part.output) : [] }
}

/** The citations of a message. Addresses that aren't of the web are shown without a link. */
export const sourcesOf = (parts: TimelineItem["parts"]): ReadonlyArray<Source> => distinct(parts.flatMap((part): ReadonlyArray<Source> =>
  part.type === "source-url" ? [{ url: isWeb(part.url) ? part.url : null, title: part.title ?? part.url }]
    : part.type === "source-document" ? [{ url: null, title: part.title || (part.filename ?? "") }]
    : []))
