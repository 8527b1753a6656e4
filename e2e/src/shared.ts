/**
 * What many fixtures use and the first of them makes; the last to let go ends it. Vitest keeps what has the scope of a
 * worker once for each extended `test`, this keeps it once for all of them.
 */
export const shared = <A>(make: () => A | Promise<A>, end: (made: A) => unknown) => {
  let held: Promise<A> | undefined
  let users = 0
  return async (use: (made: A) => Promise<void>): Promise<void> => {
    users++
    held ??= Promise.resolve(make())
    await use(await held)
    if (--users === 0) await end(await held)
  }
}
