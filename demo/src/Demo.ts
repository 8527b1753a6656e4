/** What the server tells the page: which key to use and who may be played. */
export interface DemoConfig {
  readonly publicKey: string
  readonly inboxUrl: string
  readonly people: ReadonlyArray<Person>
}

/** Someone the page can be signed in as. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
}

export const frameworks = ["react", "solid"] as const
export type Framework = (typeof frameworks)[number]

/** What a mounted widget needs to know. `person` is null for an anonymous visitor. */
export interface DemoSupport {
  readonly publicKey: string
  readonly apiUrl: string
  readonly person: Person | null
  /** A fresh token, signed by the server, that proves who `person` is. */
  readonly identityToken: () => Promise<string>
}

export const quickOptions = ["Where is my kettle?", "How do I descale it?", "Does it work on gas?"] as const
