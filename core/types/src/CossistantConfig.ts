/** How a client reaches its server. */
export interface CossistantConfig {
  apiUrl: string
  wsUrl: string
  apiKey?: string | undefined
  publicKey?: string | undefined
  userId?: string | undefined
  organizationId?: string | undefined
}
