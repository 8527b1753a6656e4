/** What the summary of a start says, as far as a journey wants it. */
export interface Summary {
  /** The public address, without a trailing slash. */
  readonly url: string
  readonly port: number
  /** The one-time link that makes the first owner; gone once there is one. */
  readonly ownerLink: string | undefined
  /** The demo's member; only `up` and `dev` have one. */
  readonly demo: { readonly email: string; readonly password: string } | undefined
}

/** Reads the summary out of what was printed so far; undefined until the whole of it is there. */
export const readSummary = (printed: string): Summary | undefined => {
  const [, url, port] = printed.match(/Serving +(\S+) +\(listening on \S+:(\d+)\)/) ?? []
  if (url === undefined || port === undefined || !/In force .*\n/.test(printed)) return undefined
  const [, email, password] = printed.match(/sign in +(\S+@\S+) +(\S+)/) ?? []
  return {
    url,
    port: Number(port),
    ownerLink: printed.match(/First owner +(\S+)/)?.[1],
    demo: email !== undefined && password !== undefined ? { email, password } : undefined,
  }
}
