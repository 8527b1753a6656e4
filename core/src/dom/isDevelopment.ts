/**
 * Whether this page is one a developer looks at: on this machine or its private network, under a name or address that
 * is never public (RFC 6761, RFC 6762, RFC 1918), or opened as a file.
 */
export const isDevelopment = (): boolean =>
  /^$|^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\.|^\[::1]$|(^|\.)(localhost|local|test)$/.test(location.hostname)
