/** Looks until it is so, in time: what happens in another process of thought has no event to wait on. Fails with `what` after 20 s. */
export const until = async (isSo: () => boolean | Promise<boolean>, { what }: { readonly what: string }): Promise<void> => {
  const deadline = performance.now() + 20_000
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`${what} did not come.`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
