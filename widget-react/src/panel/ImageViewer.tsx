import { icons } from "@cossistant/core/theme/icons"
import type { Message } from "@cossistant/core/widget/conversationView"
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { IconButton } from "./IconButton.tsx"

interface ImageViewerProps {
  readonly images: Message["images"]
  readonly index: number
  readonly onMove: (index: number) => void
  readonly onClose: () => void
}

/** A picture over everything else: Escape or a click beside it closes, arrows move between the message's pictures. */
export const ImageViewer = ({ images, index, onClose, onMove }: ImageViewerProps): ReactElement => {
  const text = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const image = images[index]
  useEffect(() => dialog.current?.showModal(), [])
  const move = (step: number) => onMove((index + step + images.length) % images.length)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight") move(1)
    if (event.key === "ArrowLeft") move(-1)
  }
  return (
    <dialog
      ref={dialog}
      className="co-viewer"
      aria-label={image?.filename ?? text("component.imageViewer.label")}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={onKeyDown}
    >
      <img src={image?.url} alt={image?.filename ?? ""} />
      <div className="co-viewer-bar">
        {images.length > 1 && (
          <>
            <IconButton name={text("common.actions.previous")} onClick={() => move(-1)}><Icon path={icons.back} isMirrored /></IconButton>
            <span>{text("component.imageViewer.position", { index: index + 1, count: images.length })}</span>
            <IconButton name={text("common.actions.next")} onClick={() => move(1)}><Icon path={icons.forward} isMirrored /></IconButton>
          </>
        )}
        <IconButton name={text("common.actions.close")} onClick={onClose}><Icon path={icons.close} /></IconButton>
      </div>
    </dialog>
  )
}
