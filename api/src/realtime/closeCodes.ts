/** Why we close a socket. The client connects again unless it was refused. */
export const closeCodes = {
  /** Everything asked for was answered. (RFC 6455 §7.4.1) */
  done: 1000,
  /** The server stops. (RFC 6455 §7.4.1) */
  goingAway: 1001,
  /** A frame above the limit. (RFC 6455 §7.4.1) */
  tooBig: 1009,
  /** We broke before we knew who it is. (RFC 6455 §7.4.1) */
  broken: 1011,
  /** Turned away at the door; the reason came in the one frame before. Don't come back by yourself. */
  refused: 4403,
  /** What waited was not read in time. */
  tooSlow: 4408,
  /** Kept sending faster than allowed after being told. */
  tooMany: 4429
} as const
