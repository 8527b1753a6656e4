/** A public key stands in web pages, a private one on servers only. */
export const APIKeyType = { PRIVATE: "private", PUBLIC: "public" } as const
export type APIKeyType = (typeof APIKeyType)[keyof typeof APIKeyType]
