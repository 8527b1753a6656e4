const PREFIX = "cossistant_visitor_"
const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

/** The page's storage; null where there is none, as on a server, or where it is forbidden. */
const storage = (): Storage | null => {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}

/**
 * The visitor this browser is on a website, or null. It is no credential: what proves a visitor is a secret that the
 * widget keeps to itself. Where storage is forbidden there is none.
 */
export const getVisitorId = (websiteId: string): string | null => {
  try {
    const kept: unknown = JSON.parse(storage()?.getItem(PREFIX + websiteId) ?? "null")
    const id = typeof kept === "object" && kept !== null && "visitorId" in kept ? kept.visitorId : null
    return typeof id === "string" && ulid.test(id) ? id : null
  } catch {
    return null
  }
}

/** Notes who this browser is on a website; anything but a ULID is left alone. A client does this by itself. */
export const setVisitorId = (websiteId: string, visitorId: string): void => {
  if (!ulid.test(visitorId)) return
  try {
    storage()?.setItem(PREFIX + websiteId, JSON.stringify({ visitorId, timestamp: Date.now(), websiteId }))
  } catch {
    // Full or forbidden: nobody depends on the note.
  }
}

/** Forgets the note for one website. To end the visitor itself, call `logout()`. */
export const clearVisitorId = (websiteId: string): void => {
  try {
    storage()?.removeItem(PREFIX + websiteId)
  } catch {
    // Forbidden: there is nothing to forget.
  }
}

/** Forgets the notes for all websites. */
export const clearAllVisitorIds = (): void => {
  try {
    const kept = storage()
    if (!kept) return
    const keys = Array.from({ length: kept.length }, (_, at) => kept.key(at)).filter((key) => key?.startsWith(PREFIX))
    for (const key of keys) if (key) kept.removeItem(key)
  } catch {
    // Forbidden: there is nothing to forget.
  }
}
