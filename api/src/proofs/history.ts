/** A message somebody tried to send, however often, under one id. Times are places in the order of what the test saw. */
export interface Attempt {
  readonly id: string
  readonly conversationId: string
  readonly author: string
  readonly text: string
  readonly visibility: "public" | "private"
  readonly startedAt: number
  /** Where each acknowledgement said that it stands. */
  readonly acknowledged: ReadonlyArray<{ readonly seq: number; readonly at: number }>
  /** Every try was turned away: it can't be there. */
  readonly isRefused: boolean
}

export interface Item {
  readonly id: string
  readonly seq: number
  readonly text: string | null
  readonly visibility: "public" | "private"
}

/** Items by conversation, in the order they are kept or shown. */
export type Threads = Readonly<Record<string, ReadonlyArray<Item>>>

/** Who may see a conversation, until when (Infinity: still). */
export interface Right {
  readonly viewer: string
  readonly conversationId: string
  readonly until: number
}

export interface History {
  readonly attempts: ReadonlyArray<Attempt>
  /** What the database holds at the end. */
  readonly kept: Threads
  /** What everyone shows at the end, by viewer; `team` sees everything. */
  readonly views: Readonly<Record<string, Threads>>
  /** Every item anyone was told live. */
  readonly told: ReadonlyArray<{ readonly viewer: string; readonly conversationId: string; readonly itemId: string }>
  readonly rights: ReadonlyArray<Right>
}

export const team = "team"

/** All that contradicts the promise: one order, nothing lost, nothing doubled, nothing shown that may no longer be seen. */
export const problems = (history: History): ReadonlyArray<string> =>
  [...doubled(history), ...lost(history), ...reordered(history), ...shown(history)]

const entries = (threads: Threads) => Object.entries(threads).flatMap(([conversationId, items]) => items.map((item) => ({ ...item, conversationId })))

/** Histories may be long: everything is looked up by id. */
const byId = <A extends { readonly id: string }>(all: ReadonlyArray<A>): ReadonlyMap<string, A> => new Map(all.map((one) => [one.id, one]))

const doubled = ({ attempts, kept, views }: History) => {
  const twice = (where: string, threads: Threads) => {
    const seen = new Set<string>()
    return entries(threads).filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => `doubled: ${id} ${where}`)
  }
  return [
    ...twice("in the database", kept),
    ...Object.entries(views).flatMap(([viewer, threads]) => twice(`shown to ${viewer}`, threads)),
    ...attempts.filter(({ acknowledged }) => new Set(acknowledged.map(({ seq }) => seq)).size > 1)
      .map(({ acknowledged, id }) => `doubled: ${id} was acknowledged at ${acknowledged.map(({ seq }) => seq).join(" and ")}`)
  ]
}

const lost = ({ attempts, kept, rights, views }: History) => {
  const all = entries(kept)
  const there = byId(all)
  const tried = byId(attempts)
  const missing = attempts.filter(({ acknowledged, conversationId, id, text }) => {
    const item = there.get(id)
    return acknowledged.length > 0 && !(item?.conversationId === conversationId && item.text === text && item.seq === acknowledged[0]?.seq)
  })
  // Without words it is an event, which the server wrote.
  const invented = all.filter(({ id, text }) => text !== null && tried.get(id)?.isRefused !== false)
  const unseen = Object.entries(views).flatMap(([viewer, threads]) => Object.entries(kept)
    .filter(([conversationId]) => viewer === team || rights.some((right) => right.viewer === viewer && right.conversationId === conversationId && right.until === Infinity))
    .flatMap(([conversationId, items]) => {
      const seen = byId(threads[conversationId] ?? [])
      return items.filter(({ id, visibility }) => (viewer === team || visibility === "public") && !seen.has(id))
        .map(({ id }) => `lost: ${id} isn't shown to ${viewer}`)
    }))
  return [
    ...missing.map(({ acknowledged, id }) => `lost: ${id} was acknowledged at ${acknowledged[0]?.seq} and isn't there`),
    ...invented.map(({ id }) => `invented: ${id} is there though nobody sent it, or it was refused`),
    ...unseen
  ]
}

const reordered = ({ attempts, kept, views }: History) => {
  const there = byId(entries(kept))
  const bySpeaker = new Map<string, Array<Attempt>>()
  for (const attempt of attempts) {
    const key = `${attempt.author} ${attempt.conversationId}`
    bySpeaker.set(key, [...(bySpeaker.get(key) ?? []), attempt])
  }
  return [
    ...Object.entries(kept).filter(([, items]) => items.some(({ seq }, index) => seq !== index + 1))
      .map(([id, items]) => `reordered: ${id} is numbered ${items.map(({ seq }) => seq).join(", ")}`),
    ...Object.entries(views).flatMap(([viewer, threads]) => Object.entries(threads)
      .filter(([, items]) => items.some(({ seq }, index) => seq <= (items[index - 1]?.seq ?? 0)))
      .map(([id, items]) => `reordered: ${viewer} is shown ${items.map(({ seq }) => seq).join(", ")} in ${id}`)),
    ...Object.entries(views).flatMap(([viewer, threads]) => entries(threads)
      .filter(({ conversationId, id, seq }) => {
        const item = there.get(id)
        return item?.conversationId !== conversationId || item.seq !== seq
      })
      .map(({ id, seq }) => `reordered: ${viewer} is shown ${id} at ${seq}`)),
    ...[...bySpeaker.values()].flatMap((said) => said.flatMap((first) => said.filter((next) =>
      (first.acknowledged[0]?.at ?? Infinity) < next.startedAt && (first.acknowledged[0]?.seq ?? 0) >= (next.acknowledged[0]?.seq ?? Infinity))
      .map((next) => `reordered: ${next.id} stands before ${first.id}, which was there when it was sent`)))
  ]
}

const shown = ({ attempts, kept, rights, told, views }: History) => {
  const there = byId(entries(kept))
  const tried = byId(attempts)
  const visible = (viewer: string, itemId: string) => viewer === team || there.get(itemId)?.visibility !== "private"
  const may = (viewer: string, conversationId: string, since: number) =>
    viewer === team || rights.some((right) => right.viewer === viewer && right.conversationId === conversationId && right.until >= since)
  return [
    ...told.filter(({ conversationId, itemId, viewer }) => !visible(viewer, itemId) || !may(viewer, conversationId, tried.get(itemId)?.startedAt ?? 0))
      .map(({ itemId, viewer }) => `shown: ${viewer} was told ${itemId}`),
    ...Object.entries(views).flatMap(([viewer, threads]) => entries(threads)
      .filter(({ conversationId, id }) => !visible(viewer, id) || !may(viewer, conversationId, Infinity))
      .map(({ id }) => `shown: ${viewer} still shows ${id}`))
  ]
}
