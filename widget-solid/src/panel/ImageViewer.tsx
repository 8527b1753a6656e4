import { arrowStep } from "@cossistant/core/dom/arrowStep"
import { icons } from "@cossistant/core/theme/icons"
import type { Message } from "@cossistant/core/widget/conversationView"
import { type JSX, onMount, Show } from "solid-js"
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
export const ImageViewer = (props: ImageViewerProps): JSX.Element => {
  const text = useText()
  const image = () => props.images[props.index]
  const move = (step: number) => props.onMove((props.index + step + props.images.length) % props.images.length)
  let dialog: HTMLDialogElement | undefined
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: Element }) => {
    const step = arrowStep(event.key, event.currentTarget)
    if (step !== 0) move(step)
  }
  const open = (element: HTMLDialogElement) => {
    dialog = element
    onMount(() => element.showModal())
  }
  // By its own way, which takes the keyboard back to where it was; then it says that it is closed.
  const close = () => dialog?.close()
  return (
    <dialog
      ref={open}
      class="co-viewer"
      aria-label={image()?.filename ?? text("component.imageViewer.label")}
      onClose={() => props.onClose()}
      onClick={(event) => event.target === event.currentTarget && close()}
      onKeyDown={onKeyDown}
    >
      <img src={image()?.url} alt={image()?.filename ?? ""} />
      <div class="co-viewer-bar">
        <Show when={props.images.length > 1}>
          <IconButton name={text("common.actions.previous")} onClick={() => move(-1)}><Icon path={icons.back} isMirrored /></IconButton>
          {/* With the picture's name: of a dialog that changes its own nothing is heard. */}
          <span role="status">
            <span class="co-hidden">{image()?.filename} </span>
            {text("component.imageViewer.position", { index: props.index + 1, count: props.images.length })}
          </span>
          <IconButton name={text("common.actions.next")} onClick={() => move(1)}><Icon path={icons.forward} isMirrored /></IconButton>
        </Show>
        <IconButton name={text("common.actions.close")} onClick={close}><Icon path={icons.close} /></IconButton>
      </div>
    </dialog>
  )
}
