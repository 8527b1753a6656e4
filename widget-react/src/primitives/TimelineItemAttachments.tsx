"use client"
import { extractFileParts, extractImageParts, type FileFacts, hasAttachments, type ImageFacts } from "@cossistant/core/primitives/attachments"
import type { PartFacts } from "@cossistant/core/primitives/TimelineFacts"
import { forwardRef, type ReactNode, useContext } from "react"
import { type PartProps, useRenderElement } from "./renderElement.tsx"
import { TimelineItemContext } from "./TimelineItemContext.ts"
import { useWords } from "./useWords.ts"

export { extractFileParts, extractImageParts, hasAttachments }

type OnImageClick = (index: number) => void

const none: ReadonlyArray<never> = []

const useParts = (): ReadonlyArray<PartFacts> => useContext(TimelineItemContext)?.parts ?? none

export interface TimelineItemImagesProps extends Omit<PartProps<"div">, "children"> {
  /** Default: the item's. */
  readonly images?: ReadonlyArray<ImageFacts> | undefined
  /** Makes each image a button. */
  readonly onImageClick?: OnImageClick | undefined
  readonly children?: ReactNode | ((images: ReadonlyArray<ImageFacts>, onImageClick: OnImageClick | undefined) => ReactNode)
}

const Picture = ({ image }: { readonly image: ImageFacts }) => {
  const words = useWords()
  return <img src={image.url} alt={image.filename ?? words("component.imageViewer.label")} width={image.width} height={image.height} loading="lazy" />
}

/** A message's images; nothing where there are none. */
export const TimelineItemImages = forwardRef<HTMLDivElement, TimelineItemImagesProps>((
  { asChild, children, className, images: given, onImageClick, ...props }, ref
) => {
  const parts = useParts()
  const images = given ?? extractImageParts(parts)
  const content = typeof children === "function" ? children(images, onImageClick) : children ?? images.map((image, index) =>
    onImageClick === undefined
      ? <a key={index} href={image.url} target="_blank" rel="noopener noreferrer"><Picture image={image} /></a>
      : <button key={index} type="button" onClick={() => onImageClick(index)}><Picture image={image} /></button>)
  return useRenderElement("div", { asChild, children: content, className }, { ref, enabled: images.length > 0, props })
})

export interface TimelineItemFilesProps extends Omit<PartProps<"div">, "children"> {
  /** Default: the item's. */
  readonly files?: ReadonlyArray<FileFacts> | undefined
  readonly children?: ReactNode | ((files: ReadonlyArray<FileFacts>) => ReactNode)
}

/** A message's other files, as links; nothing where there are none. */
export const TimelineItemFiles = forwardRef<HTMLDivElement, TimelineItemFilesProps>((
  { asChild, children, className, files: given, ...props }, ref
) => {
  const parts = useParts()
  const files = given ?? extractFileParts(parts)
  const words = useWords()
  const content = typeof children === "function" ? children(files) : children ?? files.map((file, index) => (
    <a key={index} href={file.url} download={file.filename ?? ""} target="_blank" rel="noopener noreferrer">{file.filename ?? words("component.conversationButtonLink.attachment")}</a>
  ))
  return useRenderElement("div", { asChild, children: content, className }, { ref, enabled: files.length > 0, props })
})

export interface TimelineItemAttachmentsProps extends PartProps<"div"> {
  /** Default: the item's. */
  readonly parts?: ReadonlyArray<PartFacts> | undefined
  readonly onImageClick?: OnImageClick | undefined
  readonly imagesClassName?: string | undefined
  readonly filesClassName?: string | undefined
}

/** A message's images and files; nothing where there are none. */
export const TimelineItemAttachments = forwardRef<HTMLDivElement, TimelineItemAttachmentsProps>((
  { asChild, children, className, filesClassName, imagesClassName, onImageClick, parts: given, ...props }, ref
) => {
  const own = useParts()
  const parts = given ?? own
  const content = children ?? (
    <>
      <TimelineItemImages images={extractImageParts(parts)} onImageClick={onImageClick} className={imagesClassName} />
      <TimelineItemFiles files={extractFileParts(parts)} className={filesClassName} />
    </>
  )
  return useRenderElement("div", { asChild, children: content, className }, { ref, enabled: hasAttachments(parts), props })
})
