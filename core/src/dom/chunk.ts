/** Milliseconds until a part that couldn't be loaded is asked for again. */
const AGAIN = 3_000

const loaded = new Map<() => Promise<unknown>, unknown>()

/** A part that was loaded before. */
export const heldChunk = <Part>(load: () => Promise<Part>): Part | undefined => loaded.get(load) as Part | undefined // kept under what loads it

/** Loads a part of the code once for the whole page. `load` is a constant: it stands for the part. */
export const loadChunk = <Part>(load: () => Promise<Part>): Promise<Part> =>
  load().then((part) => {
    loaded.set(load, part)
    return part
  })

/** The same, tried again for as long as the network loses it and `isWanted` says so; rejects only when nobody wants it any more. */
export const keepLoading = <Part>(load: () => Promise<Part>, isWanted: () => boolean = () => true): Promise<Part> =>
  loadChunk(load).catch((cause: unknown) => new Promise<Part>((resolve, reject) => {
    setTimeout(() => isWanted() ? resolve(keepLoading(load, isWanted)) : reject(cause), AGAIN)
  }))
