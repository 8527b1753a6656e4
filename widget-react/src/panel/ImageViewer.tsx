import { arrowStep } from "@cossistant/core/dom/arrowStep"
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
  const onKeyDown = ({ currentTarget, key }: KeyboardEvent) => {
    const step = arrowStep(key, currentTarget)
    if (step !== 0) move(step)
  }
  // By its own way, which takes the keyboard back to where it was; then it says that it is closed.
  const close = () => dialog.current?.close()
  return (
    <dialog
      ref={dialog}
      className="co-viewer"
      aria-label={image?.filename ?? text("component.imageViewer.label")}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && close()}
      onKeyDown={onKeyDown}
    >
      <img src={image?.url} alt={image?.filename ?? ""} />
      <div className="co-viewer-bar">
        {images.length > 1 && (
          <>
            <IconButton name={text("common.actions.previous")} onClick={() => move(-1)}><Icon path={icons.back} isMirrored /></IconButton>
            {/* With the picture's name: of a dialog that changes its own nothing is heard. */}
            <span role="status">
              <span className="co-hidden">{image?.filename} </span>
              {text("component.imageViewer.position", { index: index + 1, count: images.length })}
            </span>
            <IconButton name={text("common.actions.next")} onClick={() => move(1)}><Icon path={icons.forward} isMirrored /></IconButton>
          </>
        )}
        <IconButton name={text("common.actions.close")} onClick={close}><Icon path={icons.close} /></IconButton>
      </div>
    </dialog>
  )
}
