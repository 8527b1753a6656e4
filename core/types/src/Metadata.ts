/** Flat facts about a visitor. */
export type VisitorMetadata = Record<string, string | number | boolean | null>
/** Flat facts about a contact. */
export type ContactMetadata = VisitorMetadata
/** Flat facts about a conversation. */
export type ConversationMetadata = VisitorMetadata

/** Facts as a host page may give them: a `Date` is sent as its ISO text, undefined is left out. */
export type VisitorMetadataInput = { readonly [key: string]: string | number | boolean | Date | null | undefined }
export type ContactMetadataInput = VisitorMetadataInput
export type ConversationMetadataInput = VisitorMetadataInput
