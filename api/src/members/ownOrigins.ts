const loopback = ["localhost", "127.0.0.1", "[::1]"]

/**
 * The origins that are this program's own: that of its public address, and while that is a loopback name, the other
 * loopback names on the same port, since people type any of them.
 */
export const ownOrigins = (publicUrl: string): ReadonlyArray<string> => {
  const { hostname, origin, port, protocol } = new URL(publicUrl)
  if (!loopback.includes(hostname)) return [origin]
  return loopback.map((host) => `${protocol}//${host}${port === "" ? "" : `:${port}`}`)
}
