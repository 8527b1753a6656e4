/** The widget's own pages, and what each is given. */
export interface DefaultRoutes {
  HOME: undefined
  ARTICLES: undefined
  CONVERSATION: { conversationId: string; initialMessage?: string | undefined }
  CONVERSATION_HISTORY: undefined
}

/**
 * All pages with typed params. A host adds its own by `declare module "@cossistant/core"` (or `"@cossistant/react"`,
 * `"@cossistant/next"`). Pages that aren't declared work too, with params nobody checks.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- an interface, since only these can be added to
export interface RouteRegistry extends DefaultRoutes {}

/** The name of a page: the declared ones are suggested, any other is taken. */
export type SupportPageType = keyof RouteRegistry | (string & {})

/** What a page of this name is given. Undeclared pages take anything, so a component for one may ask for anything. */
export type RouteParams<Page extends string> = Page extends keyof RouteRegistry ? RouteRegistry[Page] : never
