/** What is known of whoever is on the line, from the upgrade or request alone, never from a frame. */
export interface ConnectionFacts {
  readonly clientId: number
  readonly transport: "socket" | "stream" | "request"
  /** The `Origin` header, null when absent. */
  readonly origin: string | null
  /** The first untrusted hop's address, textual. */
  readonly address: string
  readonly userAgent: string | null
  readonly acceptLanguage: string | null
  /** What a trusted proxy wrote of the place: headers whose names speak of a country, region or city. Absent without such a proxy. */
  readonly placeHeaders?: Readonly<Record<string, string>>
}
