import { createMemo, createSignal, Show } from "solid-js"
import type { Item } from "../inbox/nouns.ts"
import { MessageText } from "./MessageText.tsx"
import { wordsOf } from "./words.ts"

/** What a message says, while it is still being written too; a translated one shows what it was made from on demand. */
export const MessageWords = (props: { readonly item: Item }) => {
  const words = createMemo(() => wordsOf(props.item))
  const [isOther, setOther] = createSignal(false)
  const text = () => isOther() ? words().other?.text ?? words().text : words().text
  const told = (other: NonNullable<ReturnType<typeof words>["other"]>) =>
    other.is === "original"
      ? isOther() ? `Written in ${other.language}` : `Translated from ${other.language}`
      : isOther() ? `In ${other.language}, as the visitor reads it` : `The visitor reads this in ${other.language}`
  return (
    <Show when={words().text || words().isStreaming}>
      <div class="bubble" lang={isOther() ? words().other?.code : undefined} aria-busy={words().isStreaming || undefined}>
        <MessageText text={text()} />
        <Show when={words().isStreaming}><span class="co-caret" /></Show>
      </div>
      <Show when={words().other}>
        {(other) => (
          <p class="translated">
            <span>{told(other())}</span>
            <button type="button" class="link" onClick={() => setOther(!isOther())}>
              {(other().is === "original") === isOther() ? "Show translation" : "Show original"}
            </button>
          </p>
        )}
      </Show>
    </Show>
  )
}
