/** The news of a subscription, to be waited for. */
export interface News<E> {
  readonly all: ReadonlyArray<E>
  /** The first event, past or coming, that fits; fails after 30 s, naming what came. */
  readonly until: <F extends E>(fits: (event: E) => event is F) => Promise<F>
  readonly push: (event: E) => void
}

export const news = <E extends { readonly _tag: string }>(): News<E> => {
  const all: Array<E> = []
  const waiting = new Set<() => void>()
  return {
    all,
    push: (event) => {
      all.push(event)
      for (const look of waiting) look()
    },
    until: <F extends E>(fits: (event: E) => event is F) => new Promise<F>((resolve, reject) => {
      const look = () => {
        const found = all.find(fits)
        if (found === undefined) return
        clearTimeout(deadline)
        waiting.delete(look)
        resolve(found)
      }
      const deadline = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`Waited 30 s in vain; came: ${all.map(({ _tag }) => _tag).join(", ") || "nothing"}`))
      }, 30_000)
      waiting.add(look)
      look()
    })
  }
}
