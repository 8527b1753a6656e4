import { Match, Switch } from "solid-js"
import type { Conversation } from "../inbox/nouns.ts"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"

/** Above the composer of a conversation its visitor can no longer answer: why, and the way back. */
export const ClosedNotice = (props: { readonly conversation: Conversation; readonly onReopen: () => void; readonly onRestore: () => void }) => {
  const { team } = useSite()
  const by = () => {
    const id = props.conversation.resolvedByUserId
    return id === null ? "Resolved." : `Resolved by ${memberName(team(), id)}.`
  }
  return (
    <Switch>
      <Match when={props.conversation.visitor.isBlocked}>
        <p class="closed-notice">This visitor is blocked and can't write. Unblock them in the details.</p>
      </Match>
      <Match when={props.conversation.deletedAt !== null}>
        <p class="closed-notice">Archived. <button type="button" class="link" onClick={() => props.onRestore()}>Bring back</button></p>
      </Match>
      <Match when={props.conversation.status === "spam"}>
        <p class="closed-notice">Marked as spam. <button type="button" class="link" onClick={() => props.onReopen()}>Not spam</button></p>
      </Match>
      <Match when={props.conversation.status === "resolved"}>
        <p class="closed-notice">{by()} The visitor can't answer here until you reopen it. <button type="button" class="link" onClick={() => props.onReopen()}>Reopen</button></p>
      </Match>
    </Switch>
  )
}
