/** The stable name of a kind of problem: `ConversationNotFound` → `urn:cossistant:problem:conversation-not-found`. */
export const problemType = (tag: string): string =>
  `urn:cossistant:problem:${tag.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}`
