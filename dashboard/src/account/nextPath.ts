/** Where to go after signing in: a path of this app, never another address. */
export const nextPath = (next: string | ReadonlyArray<string> | undefined): string =>
  typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/select"

/** A secret that a link carries in its fragment, which is never sent to a server. */
export const fragmentSecret = (hash: string, name: string): string | null =>
  new URLSearchParams(hash.replace(/^#/, "")).get(name)
