/** The part of the Web Locks API (https://www.w3.org/TR/web-locks/) that alerts use; all tabs of a browser share it. */
export interface Locks {
  request(name: string, options: { readonly ifAvailable?: boolean; readonly mode?: LockMode }, callback: (lock: object | null) => Promise<void>): Promise<void>
  query(): Promise<{ readonly held?: ReadonlyArray<{ readonly name?: string }> }>
}

/** Whether a tab asks for attention for a message: it does, another one does, or none needs to since one is looked at. */
export type Turn = "mine" | "other" | "seen"

/**
 * Lets the tabs of the site `websiteId` agree on who asks for attention: nobody while any is in sight, else exactly one tab per message.
 * `wait` tells how long a claim is kept from other tabs, which may hear of the message a little later.
 */
export const makeOneTab = (locks: Locks, websiteId: string, wait: () => Promise<void>) => {
  const inSight = `cossistant.in-sight.${websiteId}`
  let leave: (() => void) | null = null
  return {
    /** Says whether this tab is in sight. */
    setInSight: (isInSight: boolean): void => {
      if (!isInSight) {
        leave?.()
        leave = null
        return
      }
      if (leave !== null) return
      const left = new Promise<void>((resolve) => leave = resolve)
      void locks.request(inSight, { mode: "shared" }, () => left)
    },
    /** Whose turn it is for the message `id`. */
    claim: async (id: string): Promise<Turn> => {
      const { held = [] } = await locks.query()
      if (held.some(({ name }) => name === inSight)) return "seen"
      return new Promise((resolve) => {
        void locks.request(`cossistant.alert.${id}`, { ifAvailable: true }, (lock) => {
          resolve(lock === null ? "other" : "mine")
          return lock === null ? Promise.resolve() : wait()
        })
      })
    }
  }
}
