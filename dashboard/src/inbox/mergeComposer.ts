import { composerOf, emptyComposer } from "./composers.ts"
import type { Composer, Draft, InboxState } from "./InboxState.ts"

/** What another tab changed of a draft, and nothing else: what is on its way here stays. */
const merge = (held: Draft, now: Draft, before: Draft): Draft => {
  const gone = new Set(before.files.map(({ key }) => key).filter((key) => !now.files.some((file) => file.key === key)))
  const kept = held.files.filter(({ key }) => !gone.has(key))
  const added = now.files.filter(({ key }) => ![...before.files, ...kept].some((file) => file.key === key))
  const text = now.text === before.text ? held.text : now.text
  const files = [...kept, ...added]
  const isEmpty = text === "" && files.length === 0
  return { text, files, startedSeq: isEmpty ? null : (now.text === before.text ? held.startedSeq : now.startedSeq) ?? held.startedSeq ?? now.startedSeq }
}

/** Another tab wrote or sent. Whether a reply or a note is written here only its writer changes, and uploads go on. */
export const mergeComposer = (state: InboxState, conversationId: string, now: Composer | null, before: Composer | null): InboxState => {
  const held = composerOf(state, conversationId)
  const [is, was] = [now ?? emptyComposer, before ?? emptyComposer]
  const composer: Composer = { ...held, reply: merge(held.reply, is.reply, was.reply), note: merge(held.note, is.note, was.note) }
  const { [conversationId]: shown, ...guards } = state.guards
  const isGuarded = shown !== undefined && composer.reply.startedSeq !== null
  return { ...state, composers: { ...state.composers, [conversationId]: composer }, guards: isGuarded ? state.guards : guards }
}
