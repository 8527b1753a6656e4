/** Whom a topic reaches. Everything told to a visitor goes to both of its topics: its own and its proven contact's. */
export const teamTopic = (websiteId: string) => `website:${websiteId}`

/** One member's streams on one site, to end them when a right to see ends. */
export const memberTopic = (websiteId: string, userId: string) => `member:${websiteId}:${userId}`

export const visitorTopics = ({ contactId, visitorId }: { readonly visitorId: string; readonly contactId: string | null }) =>
  contactId === null ? [`visitor:${visitorId}`] : [`visitor:${visitorId}`, `contact:${contactId}`]

/** Every stream about a site, visitors' and members' alike: to end them all when its keys or rules change. */
export const siteTopic = (websiteId: string) => `site:${websiteId}`
