/** A person of the team as a part of a page shows them. */
export interface HumanAgentDisplay {
  /** Never empty. */
  displayName: string
  /** What the drawn face of someone without a picture is made of: the same for the same person. */
  facehashName: string
  image: string | null
}

/** A name worth showing: trimmed, its spaces single; null where there is none. */
export const normalizeHumanAgentName = (name: string | null | undefined): string | null =>
  name?.trim().replace(/\s+/g, " ") || null

/**
 * How to show a person of the team. Without a name they are called `fallbackName`, by default `Support team`; their face
 * is made of the id then, so that two nameless people look different.
 */
export const resolveHumanAgentDisplay = (
  agent: { readonly id?: string | undefined; readonly name: string | null; readonly image?: string | null | undefined } | null | undefined,
  fallbackName = "Support team"
): HumanAgentDisplay => {
  const name = normalizeHumanAgentName(agent?.name)
  return { displayName: name ?? fallbackName, facehashName: name ?? agent?.id ?? fallbackName, image: agent?.image || null }
}
