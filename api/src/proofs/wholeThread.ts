interface Page<I> {
  readonly items: ReadonlyArray<I>
  readonly hasMore: boolean
}

/** The newest page and all before it, as someone who scrolls up to the beginning. */
export const wholeThread = async <I extends { readonly seq: number }>(
  newest: Page<I>,
  readBefore: (seq: number) => Promise<Page<I>>
): Promise<{ readonly items: ReadonlyArray<I> }> => {
  const items = [...newest.items]
  for (let { hasMore } = newest; hasMore && items[0] !== undefined;) {
    const page = await readBefore(items[0].seq)
    items.unshift(...page.items)
    hasMore = page.hasMore
  }
  return { items }
}
