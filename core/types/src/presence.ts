/** Whoever was seen within this many milliseconds is online. */
export const PRESENCE_ONLINE_WINDOW_MS = 5 * 60_000
/** Whoever was seen within this many milliseconds, but not online, is away. */
export const PRESENCE_AWAY_WINDOW_MS = 30 * 60_000
/** Milliseconds between two signs of life. */
export const PRESENCE_PING_INTERVAL_MS = 2 * 60_000
