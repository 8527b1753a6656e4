import { fileSize } from "@cossistant/core/text/fileSize"
import { attachedIcons } from "@cossistant/core/theme/attachedIcons"
import type { Message } from "@cossistant/core/widget/conversationView"
import { createSignal, type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { Each } from "./Each.tsx"
import { FileName } from "./FileName.tsx"
import { Rare } from "./Rare.tsx"

/** By its place, which stays a file's own however often there is news of its message. */
const placed = <File,>(files: ReadonlyArray<File>) => files.map((file, index) => ({ file, index, key: String(index) }))

/** A message's pictures, which open large, and its files, which download. */
export const Attachments = (props: Pick<Message, "files" | "images">): JSX.Element => {
  const text = useText()
  const [shown, setShown] = createSignal<number | null>(null)
  return (
    <>
      <Show when={props.images.length > 0}>
        <div class="co-images">
          <Each each={placed(props.images)}>
            {(image) => (
              <button
                type="button"
                aria-label={text("common.actions.openAttachment", { fileName: image().file.filename ?? text("component.imageViewer.label") })}
                onClick={() => setShown(image().index)}
              >
                <img src={image().file.url} alt="" width={image().file.width} height={image().file.height} loading="lazy" />
              </button>
            )}
          </Each>
        </div>
      </Show>
      <Each each={placed(props.files)}>
        {(placed) => {
          const file = () => placed().file
          return (
            // A file still on its way has no address yet: a link that leads nowhere is none.
            <a class="co-file" href={file().url || undefined} download={file().filename ?? ""} target="_blank" rel="noopener noreferrer">
              <Icon path={attachedIcons.file} />
              <span class="co-file-text">
                <FileName name={file().filename ?? text("common.actions.download")} />
                <Show when={file().size}>{(size) => <span class="co-file-note">{fileSize(text.locale, size())}</span>}</Show>
              </span>
            </a>
          )
        }}
      </Each>
      <Show when={shown() !== null}>
        <Rare part="ImageViewer" images={props.images} index={shown() ?? 0} onMove={setShown} onClose={() => setShown(null)} />
      </Show>
    </>
  )
}
