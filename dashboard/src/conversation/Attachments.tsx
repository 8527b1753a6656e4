import Download from "lucide-solid/icons/download"
import { For, Show } from "solid-js"
import type { Item, Part } from "../inbox/nouns.ts"

type FilePart = Extract<Part, { type: "file" | "image" }>

/** A size as people write it. */
export const sizeText = (bytes: number): string =>
  bytes < 1024 ? `${bytes} B` : bytes < 1_048_576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1_048_576).toFixed(1)} MB`

const filesOf = (item: Item): ReadonlyArray<FilePart> =>
  item.parts.filter((part): part is FilePart => part.type === "file" || part.type === "image")

/** The files of a message: pictures in place, everything else as something to download. */
export const Attachments = (props: { readonly item: Item }) => (
  <For each={filesOf(props.item)}>
    {(file) => (
      <Show
        when={file.type === "image" && file}
        fallback={
          <a class="file-chip" href={file.url} download={file.filename ?? ""} target="_blank" rel="noopener">
            <Download size={16} />
            <span class="file-name">{file.filename ?? "File"}</span>
            <Show when={file.size}>{(size) => <small>{sizeText(size())}</small>}</Show>
          </a>
        }
      >
        {(image) => (
          <a class="image-chip" href={image().url} target="_blank" rel="noopener">
            <img src={image().url} alt={image().filename ?? "Picture"} width={image().width} height={image().height} loading="lazy" />
          </a>
        )}
      </Show>
    )}
  </For>
)
