/** Who has read how far: a reader's id to the id of the last item they have read. */
export type LastReadItems = ReadonlyMap<string, string>

/** The ids of those whose last read item is this one. */
export const getTimelineLastReaderIds = (
  { itemId, lastReadItemIds }: { readonly itemId: string; readonly lastReadItemIds?: LastReadItems | undefined }
): ReadonlyArray<string> =>
  [...lastReadItemIds ?? []].flatMap(([readerId, lastItemId]) => lastItemId === itemId ? [readerId] : [])

interface Listed {
  readonly id: string
  readonly name?: string | null | undefined
  readonly image?: string | null | undefined
}

export interface ReadReceiptReader {
  readonly id: string
  readonly type: "human" | "ai"
  readonly name: string | null
  readonly image: string | null
}

/**
 * The readers to draw beside an item, as far as they are listed among the agents: without the viewer and without whoever
 * wrote it, each once.
 */
export const resolveTimelineReadReceiptReaders = (
  { availableAIAgents = [], availableHumanAgents = [], currentViewerId, readerIds, senderId }: {
    readonly readerIds: ReadonlyArray<string>
    readonly availableHumanAgents?: ReadonlyArray<Listed> | undefined
    readonly availableAIAgents?: ReadonlyArray<Listed> | undefined
    readonly currentViewerId?: string | null | undefined
    readonly senderId?: string | null | undefined
  }
): ReadonlyArray<ReadReceiptReader> =>
  [...new Set(readerIds)].flatMap((id) => {
    if (id === currentViewerId || id === senderId) return []
    const human = availableHumanAgents.find((agent) => agent.id === id)
    const found = human ?? availableAIAgents.find((agent) => agent.id === id)
    return found ? [{ id, type: human ? "human" : "ai", name: found.name ?? null, image: found.image ?? null }] : []
  })
