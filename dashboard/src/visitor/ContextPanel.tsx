import BadgeCheck from "lucide-solid/icons/badge-check"
import Ban from "lucide-solid/icons/ban"
import X from "lucide-solid/icons/x"
import { Match, onMount, Show, Switch } from "solid-js"
import type { Conversation, Visitor } from "../inbox/nouns.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { useSite } from "../site/SiteContext.ts"
import { VisitorMail } from "../mail/VisitorMail.tsx"
import { Avatar } from "../ui/Avatar.tsx"
import { Button } from "../ui/Button.tsx"
import { createClock } from "../ui/clock.ts"
import { Hint } from "../ui/Hint.tsx"
import { IconButton } from "../ui/IconButton.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { ago } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { sentence } from "../wire/sentence.ts"
import { useServer } from "../wire/WireContext.tsx"
import { attributionFacts } from "./attributionFacts.ts"
import { EraseVisitor } from "./EraseVisitor.tsx"
import { EarlierConversations } from "./EarlierConversations.tsx"
import { Facts } from "./Facts.tsx"
import { visitorFacts } from "./facts.ts"
import { FeedbackList } from "./FeedbackList.tsx"
import { RelatedVisitors } from "./RelatedVisitors.tsx"

const Metadata = (props: { readonly visitor: Visitor }) => (
  <Show when={Object.keys(props.visitor.metadata).length > 0}>
    <details class="context-section" open>
      <summary>Data</summary>
      <Facts facts={Object.entries(props.visitor.metadata).map(([label, value]) => ({ label, value: value === null ? "—" : String(value) }))} />
    </details>
  </Show>
)

/** Who is on the other side: identity first, then the facts, then what was thought and said before. */
export const ContextPanel = (props: {
  readonly conversation: Conversation
  /** It lies over the conversation: the focus goes into it. */
  readonly isOver: boolean
  readonly onClose: () => void
}) => {
  const { inbox, site, state } = useSite()
  const { client } = useServer()
  const now = createClock()
  const id = () => props.conversation.visitor.id
  const card = () => state().visitors[id()]
  const summary = () => props.conversation.visitor
  let close: HTMLElement | undefined
  onMount(() => props.isOver && close?.focus())
  const isOnline = () => state().online[id()] ?? false
  const block = createAction(async (visitorId: string, blocked: boolean) => {
    const visitor = await client.call("visitors.setBlocked", { websiteId: site.id, visitorId, blocked })
    inbox.send({ _tag: "VisitorLoaded", visitor, conversations: null, feedback: null })
    tell(blocked ? "Visitor blocked" : "Visitor unblocked", { undo: () => setBlocked(visitorId, !blocked) })
  })
  const setBlocked = async (visitorId: string, blocked: boolean) => {
    await block.run(visitorId, blocked)
    const problem = block.problem()
    if (problem) tell(sentence(problem), { isProblem: true })
  }
  return (
    <aside class="context" aria-label="Visitor">
      <header class="context-head">
        <Avatar name={visitorName(summary())} image={summary().image} size={40} isOnline={isOnline()} />
        <div class="context-identity">
          <h2>
            <span dir="auto">{visitorName(summary())}</span>
            <Show when={summary().isVerified}>
              <Hint label="Proven by a signed identity"><BadgeCheck class="verified" aria-label="Verified" /></Hint>
            </Show>
          </h2>
          <Show when={summary().email}>{(email) => <a href={`mailto:${email()}`}>{email()}</a>}</Show>
          <p>
            {isOnline() ? "Online now" : summary().lastSeenAt ? `Last seen ${ago(summary().lastSeenAt ?? "", now())}` : "Offline"}
            <Show when={!summary().isVerified && (summary().name || summary().email)}>
              <Hint label="Your site told this without a signature; it may be made up"><span class="badge" data-status="unverified">Not verified</span></Hint>
            </Show>
          </p>
        </div>
        <span class="context-close"><IconButton label="Hide details" onClick={() => props.onClose()} onButton={(button) => close = button}><X /></IconButton></span>
      </header>
      <Switch fallback={<SkeletonRows kind="line" count={6} />}>
        <Match when={card()?.visitor}>
          {(visitor) => (
            <>
              <details class="context-section" open><summary>Details</summary><Facts facts={visitorFacts(visitor(), now())} /></details>
              <Metadata visitor={visitor()} />
              <Show when={visitor().attribution}>
                {(attribution) => <details class="context-section" open><summary>First visit</summary><Facts facts={attributionFacts(attribution())} /></details>}
              </Show>
              <VisitorMail visitorId={visitor().id} email={visitor().email} />
              <FeedbackList conversation={props.conversation} />
              <EarlierConversations conversations={card()?.conversations ?? []} current={props.conversation.id} />
              <RelatedVisitors visitorIds={visitor().relatedVisitorIds ?? []} />
              <div class="context-section">
                <Button look={visitor().isBlocked ? "plain" : "quiet"} isBusy={block.isBusy()} onClick={() => void setBlocked(visitor().id, !visitor().isBlocked)}><Ban />{visitor().isBlocked ? "Unblock visitor" : "Block visitor"}</Button>
                <EraseVisitor visitor={summary()} />
              </div>
            </>
          )}
        </Match>
        <Match when={card()?.problem}>{(problem) => <PaneProblem title="The visitor could not be loaded" problem={problem()} onRetry={() => inbox.send({ _tag: "VisitorWanted", visitorId: id() })} />}</Match>
      </Switch>
    </aside>
  )
}
