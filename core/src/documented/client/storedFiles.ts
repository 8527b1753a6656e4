import type { FilePart, ImagePart } from "@cossistant/types"
import type { DraftFile } from "../../widget/draftFile.ts"
import type { Attachment } from "../../widget/nouns.ts"
import type { Widget } from "../../widget/widget.ts"
import { CossistantError } from "../CossistantError.ts"

// A message names files by the server's keys, a part by their address: what was stored for a widget, by its address.
const stored = new WeakMap<Widget, Map<string, Attachment>>()

/** Remembers what was stored, so that a message may name it; `promised` if it was told under another address. */
export const rememberFile = (widget: Widget, file: Attachment, promised: string = file.url): void => {
  const files = stored.get(widget) ?? new Map<string, Attachment>()
  stored.set(widget, files.set(promised, file).set(file.url, file))
}

/** Files to go with a message. Throws for one whose address wasn't got from this client. */
export const filesOfParts = (widget: Widget, parts: ReadonlyArray<ImagePart | FilePart>): ReadonlyArray<DraftFile> =>
  parts.map(({ url }) => {
    const file = stored.get(widget)?.get(url)
    if (!file) throw new CossistantError("FILE_NOT_READY", { url })
    const { filename, key, mediaType, size } = file
    return { key, name: filename, size, mediaType, previewUrl: null, upload: { _tag: "Ready", file } }
  })
