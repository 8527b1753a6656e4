import FileIcon from "lucide-solid/icons/file"
import RotateCw from "lucide-solid/icons/rotate-cw"
import X from "lucide-solid/icons/x"
import { createEffect, createSignal, Show } from "solid-js"
import type { DraftFile } from "../inbox/InboxState.ts"
import type { Problem } from "../inbox/nouns.ts"
import { useSite } from "../site/SiteContext.ts"
import { Keyed } from "../ui/Keyed.tsx"
import { sentence } from "../wire/sentence.ts"
import { sizeText } from "./Attachments.tsx"

/** Whether the same file may arrive at another try. */
const mayGo = (problem: Problem | null): boolean =>
  problem !== null && !(problem._tag === "FileRefused" && ["too_large", "type_not_allowed", "empty"].includes(problem.reason))

/** What is attached to a draft: each with its progress, what went wrong, and a way to take it out. */
export const DraftFiles = (props: {
  readonly conversationId: string
  readonly files: ReadonlyArray<DraftFile>
  readonly onEmptied: () => void
}) => {
  const { inbox } = useSite()
  let list: HTMLUListElement | undefined
  const [said, say] = createSignal("")
  const isReady = ({ upload }: DraftFile) => upload._tag === "Ready"
  // Why one didn't arrive is said beside it.
  createEffect<ReadonlyArray<DraftFile>>((before) => {
    const arrived = props.files.filter((file) => isReady(file) && before.some((old) => old.key === file.key && !isReady(old)))
    if (arrived.length > 0) say(arrived.map(({ name }) => `${name} attached`).join(", "))
    return props.files
  }, [])
  /** The button that took a file out is gone with it: the next file's has the focus, else the field. */
  const focusAfter = (index: number) => {
    const left = props.files.length === 0 ? [] : [...list?.querySelectorAll<HTMLElement>("[data-remove]") ?? []]
    const next = left[Math.min(index, left.length - 1)]
    if (next === undefined) props.onEmptied()
    else next.focus()
  }
  return (
    <>
      <p class="hidden-words" role="status">{said()}</p>
      <Show when={props.files.length > 0}><ul class="draft-files" ref={(element) => list = element}>
        <Keyed each={props.files} by={(file) => file.key}>
          {(file, index) => {
            const upload = () => file().upload
            const problem = () => {
              const at = upload()
              return at._tag === "Failed" ? at.problem : null
            }
            const progress = () => {
              const at = upload()
              return at._tag === "Uploading" ? Math.round(at.progress * 100) : null
            }
            const where = () => ({ conversationId: props.conversationId, key: file().key })
            return (
              <li class="draft-file" data-failed={problem() ? "" : undefined}>
                <FileIcon size={16} />
                <span class="file-name">{file().name}</span>
                <small>{progress() !== null ? `${progress()} %` : sizeText(file().size)}</small>
                <Show when={problem()}>{(why) => <small role="alert">{sentence(why())}</small>}</Show>
                <Show when={mayGo(problem())}>
                  <button type="button" class="chip-button" aria-label={`Try ${file().name} again`} onClick={() => inbox.send({ _tag: "FileRetried", ...where() })}><RotateCw size={14} /></button>
                </Show>
                <button type="button" class="chip-button" aria-label={`Remove ${file().name}`} data-remove onClick={() => {
                  const at = index()
                  say(`${file().name} removed`)
                  inbox.send({ _tag: "FileRemoved", ...where() })
                  // The files are drawn anew a moment later.
                  queueMicrotask(() => focusAfter(at))
                }}><X size={14} /></button>
                <Show when={progress() !== null}><progress max="100" value={progress() ?? 0} aria-label={`Uploading ${file().name}`} /></Show>
              </li>
            )
          }}
        </Keyed>
      </ul></Show>
    </>
  )
}
