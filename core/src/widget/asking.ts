import { RpcFailure } from "../client/RpcFailure.ts"
import { newConversationId } from "../conversations/newConversationId.ts"
import type { Credentials } from "./credential.ts"
import type { Refusal } from "./events.ts"
import type { AnyEvent } from "./panelEvents.ts"
import type { PanelPlatform } from "./PanelPlatform.ts"

export const refusalOf = (cause: unknown): Refusal =>
  // The client rejects with nothing else; anything else is a mistake of ours and reads as one.
  cause instanceof RpcFailure ? cause.error as Refusal : { _tag: "Defect", defect: String(cause) }

/** How the panel asks the server: both outcomes become events. */
export const makeAsking = (
  { credentials, platform, send }: {
    readonly credentials: Credentials
    readonly platform: Pick<PanelPlatform, "randomBytes">
    readonly send: (event: AnyEvent) => void
  }
) => {
  /** Refusals that mean the same wherever they come from. `visitorId` is who asked. */
  const heed = (error: Refusal, visitorId: string | null) => {
    if (error._tag === "UnknownVisitor" && visitorId) {
      send({ _tag: "VisitorEnded", visitorId, freshId: newConversationId(platform.randomBytes) })
    } else send({ _tag: "Refused", error })
  }
  const visitorNow = () => credentials.get()?.visitorId ?? null
  /** Waits for an answer, and turns either outcome into an event. */
  const tell = <A>(
    asked: Promise<A>,
    onAnswer: (answer: A) => AnyEvent | null,
    onRefusal: (error: Refusal) => AnyEvent | null,
    isOwed = () => true
  ) => {
    const visitorId = visitorNow()
    const say = (event: AnyEvent | null) => event && send(event)
    asked.then((value) => isOwed() && say(onAnswer(value)), (cause: unknown) => {
      if (!isOwed()) return
      const error = refusalOf(cause)
      say(onRefusal(error))
      heed(error, visitorId)
    })
  }
  /** The same for what was asked as this visitor: nobody else may hear the answer, which may come late. */
  const tellVisitor: typeof tell = (asked, onAnswer, onRefusal) => {
    const visitorId = visitorNow()
    tell(asked, onAnswer, onRefusal, () => visitorNow() === visitorId)
  }
  return { heed, tell, tellVisitor }
}

export type Asking = ReturnType<typeof makeAsking>
