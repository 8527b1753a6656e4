import { createSignal, Show } from "solid-js"
import type { Conversation } from "../inbox/nouns.ts"
import { visitorName } from "../inbox/visitorName.ts"

/** The conversation's title, edited in place: Enter or leaving the field keeps it, Escape does not. */
export const TitleField = (props: { readonly conversation: Conversation; readonly onTitle: (title: string | null) => void }) => {
  const [isEditing, setEditing] = createSignal(false)
  const shown = () => props.conversation.title ?? visitorName(props.conversation.visitor)
  let isDropped = false
  let isByKey = false
  let button: HTMLButtonElement | undefined
  const keep = (text: string) => {
    setEditing(false)
    // Who left by Tab or mouse is elsewhere already.
    if (isByKey) button?.focus()
    isByKey = false
    const title = text.trim() === "" ? null : text.trim()
    if (!isDropped && title !== props.conversation.title) props.onTitle(title)
    isDropped = false
  }
  return (
    <h1 class="title"><Show
      when={isEditing()}
      fallback={<button ref={(element) => button = element} type="button" class="title-button" title="Edit the title" dir="auto" onClick={() => setEditing(true)}>{shown()}</button>}
    >
      <input
        class="title-input" aria-label="Title" maxLength={255} dir="auto"
        value={props.conversation.title ?? ""} placeholder={visitorName(props.conversation.visitor)}
        ref={(input) => queueMicrotask(() => input.select())}
        onBlur={(event) => keep(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return
          event.stopPropagation()
          // The button that takes the focus would be pressed by the same Enter, and open the field again.
          event.preventDefault()
          isDropped = event.key === "Escape"
          isByKey = true
          event.currentTarget.blur()
        }}
      />
    </Show></h1>
  )
}
