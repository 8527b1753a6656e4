/** What letters say to visitors, in one language. `{site}`, `{author}`, `{n}`, `{domain}` and `{email}` stand for what is put in. */
export interface VisitorWords {
  readonly one: string
  readonly many: string
  readonly titleOne: string
  readonly titleMany: string
  readonly earlier: string
  readonly answer: string
  readonly visit: string
  readonly why: string
  readonly unsubscribe: string
  readonly files: string
  readonly file: string
  readonly team: string
  readonly assistant: string
  readonly stopTitle: string
  readonly stopText: string
  readonly stopButton: string
  readonly stopped: string
  readonly stopUnknown: string
}
