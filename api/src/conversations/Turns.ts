import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { ArrivedAt } from "../realtime/ArrivedAt.ts"

/** What one author does in one conversation. Moments are those at which the requests came in. */
interface Turn {
  /** Messages that were begun, and those that were told or refused since. They come to their ends in order. */
  begun: number
  ended: number
  /** Of the youngest message, and of the youngest notice that was told. */
  messageAt: number
  typingAt: number
  /** Who waits for one of the messages to end. */
  messageEnd: Deferred.Deferred<void> | undefined
  /** The end of the last notice. */
  typingEnd: Deferred.Deferred<void> | undefined
}

const heldAtLeast = 2_000

/**
 * Keeps what an author tells of a conversation in the order in which it came, though everything waits for the database by
 * itself: who is told "writing" after the message that was written waits for another one in vain. Known on this node, of those
 * who said something lately; old ones go a generation at a time.
 */
export class Turns {
  private young = new Map<string, Turn>()
  private old = new Map<string, Turn>()

  /** Notes that a message is begun; what it gives is called once everybody was told, or nobody will be. */
  message(author: string, conversationId: string, arrivedAt = performance.now()): () => void {
    const turn = this.of(author, conversationId)
    turn.begun++
    turn.messageAt = Math.max(turn.messageAt, arrivedAt)
    return () => {
      turn.ended++
      const { messageEnd } = turn
      if (messageEnd === undefined) return
      turn.messageEnd = undefined
      Deferred.doneUnsafe(messageEnd, Exit.void)
    }
  }

  /** The same around the whole of sending and telling. */
  saying<A, E, R>(author: string, conversationId: string, send: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
    return Effect.flatMap(ArrivedAt, (at) => Effect.ensuring(send, Effect.sync(this.message(author, conversationId, at))))
  }

  /** Looks at once and tells in its turn. That somebody writes isn't told when something younger was told, or is being said. */
  typing<A, E, R>(
    { author, conversationId, isTyping }: { readonly author: string; readonly conversationId: string; readonly isTyping: boolean },
    look: Effect.Effect<A, E, R>,
    tell: (found: A) => Effect.Effect<void, E, R>
  ): Effect.Effect<void, E, R> {
    return Effect.flatMap(ArrivedAt, (at = performance.now()) => {
      const turn = this.of(author, conversationId)
      const { begun, typingEnd: before } = turn
      const end = Deferred.makeUnsafe<void>()
      turn.typingEnd = end
      const allSaid: Effect.Effect<void> = Effect.suspend(() => turn.ended >= begun
        ? Effect.void
        : Effect.andThen(Deferred.await(turn.messageEnd ??= Deferred.makeUnsafe<void>()), allSaid))
      return look.pipe(
        Effect.tap(() => before === undefined ? Effect.void : Deferred.await(before)),
        Effect.tap(() => allSaid),
        Effect.flatMap((found) => {
          if (isTyping && at < Math.max(turn.typingAt, turn.messageAt)) return Effect.void
          turn.typingAt = Math.max(turn.typingAt, at)
          return tell(found)
        }),
        Effect.ensuring(Effect.sync(() => {
          Deferred.doneUnsafe(end, Exit.void)
          if (turn.typingEnd === end) turn.typingEnd = undefined
        }))
      )
    })
  }

  private of(author: string, conversationId: string): Turn {
    const key = `${author} ${conversationId}`
    const known = this.young.get(key)
    if (known !== undefined) return known
    const turn = this.old.get(key) ?? { begun: 0, ended: 0, messageAt: 0, typingAt: 0, messageEnd: undefined, typingEnd: undefined }
    if (this.young.size >= heldAtLeast) {
      this.old = this.young
      this.young = new Map()
    }
    this.young.set(key, turn)
    return turn
  }
}
