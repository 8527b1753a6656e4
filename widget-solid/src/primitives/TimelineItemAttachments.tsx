import { extractFileParts, extractImageParts, type FileFacts, hasAttachments, type ImageFacts } from "@cossistant/core/primitives/attachments"
import type { PartFacts } from "@cossistant/core/primitives/TimelineFacts"
import { type Accessor, createMemo, For, type JSX, mergeProps, Show, splitProps, useContext } from "solid-js"
import { frameNames, type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"
import { TimelineItemContext } from "./TimelineItemContext.ts"
import { useWords } from "./useWords.ts"

export { extractFileParts, extractImageParts, hasAttachments }

type OnImageClick = (index: number) => void

const none: ReadonlyArray<never> = []

const useParts = (given: () => ReadonlyArray<PartFacts> | undefined): Accessor<ReadonlyArray<PartFacts>> => {
  const item = useContext(TimelineItemContext)
  return () => given() ?? item()?.parts ?? none
}

export interface TimelineItemImagesProps extends Omit<PartProps<"div">, "children"> {
  /** Default: the item's. */
  readonly images?: ReadonlyArray<ImageFacts> | undefined
  /** Makes each image a button. */
  readonly onImageClick?: OnImageClick | undefined
  readonly children?: JSX.Element | ((images: ReadonlyArray<ImageFacts>, onImageClick: OnImageClick | undefined) => JSX.Element)
}

/** A message's images; nothing where there are none. */
export const TimelineItemImages = (props: TimelineItemImagesProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, frameNames, ["children", "images", "onImageClick"])
  const parts = useParts(() => undefined)
  const images = createMemo(() => own.images ?? extractImageParts(parts()))
  const words = useWords()
  const picture = (image: ImageFacts) => (
    <img src={image.url} alt={image.filename ?? words("component.imageViewer.label")} width={image.width} height={image.height} loading="lazy" />
  )
  const content = (): JSX.Element => {
    const { children } = own
    if (typeof children === "function" && children.length > 0) return children(images(), own.onImageClick)
    return children as JSX.Element ?? ( // a host's function takes the images
      <For each={images()}>
        {(image, index) => (
          <Show
            when={own.onImageClick !== undefined}
            fallback={<a href={image.url} target="_blank" rel="noopener noreferrer">{picture(image)}</a>}
          >
            <button type="button" onClick={() => own.onImageClick?.(index())}>{picture(image)}</button>
          </Show>
        )}
      </For>
    )
  }
  return useRenderElement("div", mergeProps(part, { get children() { return content() } }), { enabled: () => images().length > 0, props: rest })
}

export interface TimelineItemFilesProps extends Omit<PartProps<"div">, "children"> {
  /** Default: the item's. */
  readonly files?: ReadonlyArray<FileFacts> | undefined
  readonly children?: JSX.Element | ((files: ReadonlyArray<FileFacts>) => JSX.Element)
}

/** A message's other files, as links; nothing where there are none. */
export const TimelineItemFiles = (props: TimelineItemFilesProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, frameNames, ["children", "files"])
  const parts = useParts(() => undefined)
  const words = useWords()
  const files = createMemo(() => own.files ?? extractFileParts(parts()))
  const content = (): JSX.Element => {
    const { children } = own
    if (typeof children === "function" && children.length > 0) return children(files())
    return children as JSX.Element ?? ( // a host's function takes the files
      <For each={files()}>
        {(file) => (
          <a href={file.url} download={file.filename ?? ""} target="_blank" rel="noopener noreferrer">
            {file.filename ?? words("component.conversationButtonLink.attachment")}
          </a>
        )}
      </For>
    )
  }
  return useRenderElement("div", mergeProps(part, { get children() { return content() } }), { enabled: () => files().length > 0, props: rest })
}

export interface TimelineItemAttachmentsProps extends PartProps<"div"> {
  /** Default: the item's. */
  readonly parts?: ReadonlyArray<PartFacts> | undefined
  readonly onImageClick?: OnImageClick | undefined
  readonly imagesClassName?: string | undefined
  readonly filesClassName?: string | undefined
}

/** A message's images and files; nothing where there are none. */
export const TimelineItemAttachments = (props: TimelineItemAttachmentsProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, ["filesClassName", "imagesClassName", "onImageClick", "parts"])
  const parts = useParts(() => own.parts)
  const attachments = () => (
    <>
      <TimelineItemImages images={extractImageParts(parts())} onImageClick={own.onImageClick} class={own.imagesClassName} />
      <TimelineItemFiles files={extractFileParts(parts())} class={own.filesClassName} />
    </>
  )
  return useRenderElement("div", mergeProps({ get children() { return attachments() } }, part), { enabled: () => hasAttachments(parts()), props: rest })
}
