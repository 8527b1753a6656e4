import type { AIAgent, HumanAgent, Website } from "./nouns.ts"

/** Somebody or something with a picture, or a name to take a letter from. */
export interface Face {
  /** Null for the site itself. */
  readonly id: string | null
  readonly name: string | null
  readonly image: string | null
  readonly presence?: "online" | "away" | null
}

const shown = 3

/** The faces of the header: the site's logo on the first page, then who answers; on the other pages who answers, or the logo. */
export const headerFaces = (shell: {
  readonly website: Pick<Website, "name" | "logoUrl"> | null
  readonly humanAgents: ReadonlyArray<Pick<HumanAgent, keyof Face>>
  readonly aiAgents: ReadonlyArray<Pick<AIAgent, "id" | "name" | "image">>
  readonly navigation: { readonly page: string }
}): ReadonlyArray<Face> => {
  const { aiAgents, humanAgents, navigation, website } = shell
  const agents: ReadonlyArray<Face> = [...humanAgents, ...aiAgents]
  const logo = website?.logoUrl == null ? [] : [{ id: null, name: website.name, image: website.logoUrl }]
  return [...navigation.page === "HOME" || agents.length === 0 ? logo : [], ...agents].slice(0, shown)
}
