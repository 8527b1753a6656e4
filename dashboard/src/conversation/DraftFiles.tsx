import FileIcon from "lucide-solid/icons/file"
import RotateCw from "lucide-solid/icons/rotate-cw"
import X from "lucide-solid/icons/x"
import { Show } from "solid-js"
import type { DraftFile } from "../inbox/InboxState.ts"
import { useSite } from "../site/SiteContext.ts"
import { Keyed } from "../ui/Keyed.tsx"
import { sentence } from "../wire/sentence.ts"
import { sizeText } from "./Attachments.tsx"

/** What is attached to a draft: each with its progress, what went wrong, and a way to take it out. */
export const DraftFiles = (props: { readonly conversationId: string; readonly files: ReadonlyArray<DraftFile> }) => {
  const { inbox } = useSite()
  return (
    <Show when={props.files.length > 0}>
      <ul class="draft-files">
        <Keyed each={props.files} by={(file) => file.key}>
          {(file) => {
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
                <Show when={problem()}>
                  <button type="button" class="chip-button" aria-label={`Try ${file().name} again`} onClick={() => inbox.send({ _tag: "FileRetried", ...where() })}><RotateCw size={14} /></button>
                </Show>
                <button type="button" class="chip-button" aria-label={`Remove ${file().name}`} onClick={() => inbox.send({ _tag: "FileRemoved", ...where() })}><X size={14} /></button>
                <Show when={progress() !== null}><progress max="100" value={progress() ?? 0} aria-label={`Uploading ${file().name}`} /></Show>
              </li>
            )
          }}
        </Keyed>
      </ul>
    </Show>
  )
}
