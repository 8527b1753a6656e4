import { messageComposer } from "@cossistant/core/documented/messageComposer"
import { itemsOf } from "@cossistant/core/documented/timelineItems"
import type { ComposerView } from "@cossistant/core/widget/conversationView"
import type { Component, JSX } from "solid-js"
import { Dynamic } from "solid-js/web"
import type { SupportComposerSlotProps, SupportTimelineSlotProps } from "../SupportSlots.ts"
import { useText } from "../TextContext.ts"
import { useValue } from "../useView.ts"
import { useComposerValue } from "./useConversationValue.ts"
import { usePart } from "./usePart.ts"
import { useSite } from "./useSite.ts"

interface TimelineSlotProps {
  readonly Slot: Component<SupportTimelineSlotProps>
  readonly conversationId: string
}

/** The host's timeline of the conversation page. */
export const TimelineSlot = (props: TimelineSlotProps): JSX.Element => {
  const part = usePart("timeline")
  const site = useSite()
  const items = useValue((state) => itemsOf(state, props.conversationId))
  return (
    <Dynamic
      component={props.Slot}
      {...part.given}
      availableAIAgents={site.availableAIAgents}
      availableHumanAgents={site.availableHumanAgents}
      conversationId={props.conversationId}
      items={items()}
      currentVisitorId={site.visitor?.id}
      class={part.classNames()}
      className={part.classNames()}
      data-slot="timeline"
    />
  )
}

interface ComposerSlotProps {
  readonly Slot: Component<SupportComposerSlotProps>
  readonly view: ComposerView
}

/** Of 100: how much of the files has gone out. */
const progressOf = ({ files }: ComposerView): number => {
  const done = files.reduce((sum, { upload }) => sum + (upload._tag === "Uploading" ? upload.progress : upload._tag === "Ready" ? 1 : 0), 0)
  return files.length === 0 ? 0 : Math.round(done / files.length * 100)
}

/** The host's composer of the conversation page. */
export const ComposerSlot = (props: ComposerSlotProps): JSX.Element => {
  const text = useText()
  const part = usePart("composer")
  const composer = useComposerValue(props.view.key)
  const value = useValue((state) => messageComposer(state, props.view.key))
  return (
    <Dynamic
      component={props.Slot}
      placeholder={text("component.multimodalInput.placeholder")}
      {...part.given}
      composer={composer}
      error={value().error}
      files={composer.files}
      isSubmitting={composer.isSubmitting}
      isUploading={composer.isUploading}
      class={part.classNames()}
      className={part.classNames()}
      data-slot="composer"
      value={composer.message}
      onChange={composer.setMessage}
      onSubmit={composer.submit}
      onFileSelect={composer.addFiles}
      onRemoveFile={composer.removeFile}
      disabled={props.view.isDisabled}
      uploadProgress={progressOf(props.view)}
      maxFiles={props.view.limits.maxFiles}
      maxFileSize={props.view.limits.maxFileBytes}
      allowedFileTypes={props.view.limits.mediaTypes.join(",")}
    />
  )
}
