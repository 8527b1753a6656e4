import type { Composer, Reply } from "./InboxState.ts"

/** What one member has written on one site, kept in this browser through reloads and crashes. */
export interface Keeper {
  /** All drafts, by conversation. */
  composers(): ReadonlyArray<readonly [conversationId: string, composer: Composer]>
  keepComposer(conversationId: string, composer: Composer): void
  replies(): ReadonlyArray<Reply>
  keepReply(reply: Reply): void
  forgetReply(id: string): void
  /** Tells when another tab changed a draft, with what was kept before; gives the function that stops it. */
  onComposer(listener: (conversationId: string, now: Composer | null, before: Composer | null) => void): () => void
}

/** Keeps each draft and each unsent reply under a key of its own, so that tabs never overwrite each other's. */
export const makeKeeper = (storage: Storage, userId: string, websiteId: string): Keeper => {
  const draftKey = `cossistant.draft.${userId}.${websiteId}.`
  const replyKey = `cossistant.reply.${userId}.${websiteId}.`
  const parse = <A>(text: string | null): A | null => {
    try {
      return text === null ? null : JSON.parse(text) as A // written by this file alone
    } catch {
      return null
    }
  }
  const write = (key: string, value: object | null) => {
    try {
      if (value === null) storage.removeItem(key)
      else storage.setItem(key, JSON.stringify(value))
    } catch {
      // A full or forbidden storage keeps nothing; writing and sending go on without it.
    }
  }
  /** Everything kept under keys that begin so, with what follows in the key. */
  const all = <A>(prefix: string): ReadonlyArray<readonly [string, A]> =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "")
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => {
        const value = parse<A>(storage.getItem(key))
        return value === null ? [] : [[key.slice(prefix.length), value] as const]
      })
  return {
    composers: () => all<Composer>(draftKey),
    keepComposer: (conversationId, composer) => {
      const arrived = (draft: Composer["reply"]) => ({ ...draft, files: draft.files.filter((file) => file.upload._tag === "Ready") })
      const kept: Composer = { ...composer, reply: arrived(composer.reply), note: arrived(composer.note) }
      const isEmpty = [kept.reply, kept.note].every((draft) => draft.text === "" && draft.files.length === 0)
      write(draftKey + conversationId, isEmpty ? null : kept)
    },
    replies: () => all<Reply>(replyKey).map(([, reply]) => reply),
    keepReply: (reply) => write(replyKey + reply.id, reply),
    forgetReply: (id) => write(replyKey + id, null),
    onComposer: (listener) => {
      const onStorage = ({ key, newValue, oldValue }: StorageEvent) => {
        if (key?.startsWith(draftKey)) listener(key.slice(draftKey.length), parse<Composer>(newValue), parse<Composer>(oldValue))
      }
      addEventListener("storage", onStorage)
      return () => removeEventListener("storage", onStorage)
    }
  }
}
