import { attachedIcons } from "@cossistant/core/theme/attachedIcons"
import { fileSize } from "@cossistant/core/text/fileSize"
import type { Message } from "@cossistant/core/widget/conversationView"
import { type ReactElement, useState } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { FileName } from "./FileName.tsx"
import { Rare } from "./Rare.tsx"

/** A message's pictures, which open large, and its files, which download. */
export const Attachments = ({ files, images }: Pick<Message, "files" | "images">): ReactElement => {
  const text = useText()
  const [shown, setShown] = useState<number | null>(null)
  return (
    <>
      {images.length > 0 && (
        <div className="co-images">
          {images.map((image, index) => (
            <button
              key={index}
              type="button"
              aria-label={text("common.actions.openAttachment", { fileName: image.filename ?? text("component.imageViewer.label") })}
              onClick={() => setShown(index)}
            >
              <img src={image.url} alt="" width={image.width} height={image.height} loading="lazy" />
            </button>
          ))}
        </div>
      )}
      {files.map((file, index) => (
        // A file still on its way has no address yet: a link that leads nowhere is none.
        <a key={index} className="co-file" href={file.url || undefined} download={file.filename ?? ""} target="_blank" rel="noopener noreferrer">
          <Icon path={attachedIcons.file} />
          <span className="co-file-text">
            <FileName name={file.filename ?? text("common.actions.download")} />
            {file.size !== undefined && <span className="co-file-note">{fileSize(text.locale, file.size)}</span>}
          </span>
        </a>
      ))}
      {shown !== null && <Rare part="ImageViewer" images={images} index={shown} onMove={setShown} onClose={() => setShown(null)} />}
    </>
  )
}
