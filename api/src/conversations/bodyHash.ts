/**
 * What was said, by hash (xxHash3, 64 bits): a repeated id with the same hash is a retry, with another a conflict. It is compared with the
 * author's own words only: who finds two texts of one hash has deceived nobody.
 */
export const bodyHash = (text: string, files: ReadonlyArray<string>): string => Bun.hash.xxHash3(JSON.stringify([text, files])).toString(36)
