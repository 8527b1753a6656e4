import Archive from "lucide-solid/icons/archive"
import ArchiveRestore from "lucide-solid/icons/archive-restore"
import ChevronLeft from "lucide-solid/icons/chevron-left"
import CircleCheck from "lucide-solid/icons/circle-check"
import Ellipsis from "lucide-solid/icons/ellipsis"
import Link from "lucide-solid/icons/link"
import OctagonAlert from "lucide-solid/icons/octagon-alert"
import PanelRight from "lucide-solid/icons/panel-right"
import RotateCcw from "lucide-solid/icons/rotate-ccw"
import Star from "lucide-solid/icons/star"
import UserRoundCheck from "lucide-solid/icons/user-round-check"
import UserRoundPlus from "lucide-solid/icons/user-round-plus"
import { For, Show } from "solid-js"
import type { Conversation } from "../inbox/nouns.ts"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { copyText } from "../ui/copyText.ts"
import { Hint, HintedButton } from "../ui/Hint.tsx"
import { IconButton } from "../ui/IconButton.tsx"
import { Menu, type MenuItem } from "../ui/Menu.tsx"
import { tell } from "../ui/toasts.ts"
import { TitleField } from "./TitleField.tsx"

export interface HeaderActions {
  readonly onBack: () => void
  readonly onTitle: (title: string | null) => void
  readonly onResolve: () => void
  readonly onAssign: () => void
  readonly onArchive: () => void
  readonly onSpam: () => void
  readonly onContext: () => void
  /** Receives the button that shows the details: closing them elsewhere gives the focus back to it. */
  readonly onContextButton: (button: HTMLElement) => void
}

/** The way back where the list isn't beside the conversation. */
export const BackButton = (props: { readonly onBack: () => void }) => (
  <span class="only-narrow"><IconButton label="Back to the list" shortcut="back" onClick={() => props.onBack()}><ChevronLeft size={20} /></IconButton></span>
)

/** What the conversation is called, who looks at it, and what can be done with it. */
export const ConversationHeader = (props: HeaderActions & { readonly conversation: Conversation; readonly isContextShown: boolean }) => {
  const { me, state, team } = useSite()
  const viewers = () => state().viewers[props.conversation.id] ?? []
  const assignee = () => props.conversation.assigneeIds[0]
  const isMine = () => assignee() === me().userId
  const isClosed = () => props.conversation.status !== "open"
  const isArchived = () => props.conversation.deletedAt !== null
  const items = (): ReadonlyArray<MenuItem> => [
    { label: isArchived() ? "Bring back" : "Archive", icon: isArchived() ? <ArchiveRestore /> : <Archive />, onSelect: props.onArchive },
    { label: props.conversation.status === "spam" ? "Not spam" : "Mark as spam", icon: <OctagonAlert />, onSelect: props.onSpam },
    {
      label: "Copy link", icon: <Link />, startsGroup: true,
      onSelect: () => void copyText(location.href).then((hasCopied) => hasCopied && tell("Link copied"))
    }
  ]
  return (
    <header class="conversation-header">
      <BackButton onBack={props.onBack} />
      <div class="conversation-title">
        <TitleField conversation={props.conversation} onTitle={props.onTitle} />
        <Show when={isArchived() || isClosed()}>
          <span class="badge" data-status={isArchived() ? "archived" : props.conversation.status}>{isArchived() ? "Archived" : props.conversation.status === "spam" ? "Spam" : "Resolved"}</span>
        </Show>
        <Show when={props.conversation.visitorRating}>
          {(rating) => <Hint label={`The visitor rated this ${rating()} of 5`}><span class="badge badge-rating" role="img" aria-label={`Rated ${rating()} of 5`}><Star size={11} />{rating()}</span></Hint>}
        </Show>
        <Show when={props.conversation.isTest}><span class="badge" data-status="test">Test</span></Show>
      </div>
      <Show when={viewers().length > 0}>
        <Hint label={`${viewers().map((id) => memberName(team(), id)).join(", ")} ${viewers().length === 1 ? "is" : "are"} looking at this too`}>
          <span class="viewers" role="img" aria-label={`Also here: ${viewers().map((id) => memberName(team(), id)).join(", ")}`}>
            <For each={viewers().slice(0, 3)}>{(id) => <Avatar name={memberName(team(), id)} image={team().find((member) => member.userId === id)?.image} size={24} isOnline />}</For>
          </span>
        </Hint>
      </Show>
      <div class="header-actions">
        <IconButton label={isMine() ? "Assigned to you. Remove" : assignee() ? `Assigned to ${memberName(team(), assignee() ?? "")}. Take over` : "Assign to me"} isOn={isMine()} onClick={() => props.onAssign()}>
          <Show when={assignee()} fallback={<UserRoundPlus />}>
            {(id) => <Show when={!isMine()} fallback={<UserRoundCheck />}><Avatar name={memberName(team(), id())} size={20} /></Show>}
          </Show>
        </IconButton>
        <HintedButton
          hint={isClosed() ? "Reopen" : "Resolve"} shortcut="resolve" class="button resolve-button" look="plain"
          label={isClosed() ? "Reopen" : "Resolve"} onClick={() => props.onResolve()}
        >
          <Show when={isClosed()} fallback={<CircleCheck />}><RotateCcw /></Show>
          <span>{isClosed() ? "Reopen" : "Resolve"}</span>
        </HintedButton>
        <Menu label="More" trigger={<Ellipsis />} items={items()} />
        <IconButton label={props.isContextShown ? "Hide details" : "Show details"} isOn={props.isContextShown} onClick={() => props.onContext()} onButton={(button) => props.onContextButton(button)}><PanelRight /></IconButton>
      </div>
    </header>
  )
}
