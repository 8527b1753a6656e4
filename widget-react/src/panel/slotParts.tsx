import { itemsOf } from "@cossistant/core/documented/timelineItems"
import { messageComposer } from "@cossistant/core/documented/messageComposer"
import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import type { ComposerView } from "@cossistant/core/widget/conversationView"
import type { ComponentType, ReactElement } from "react"
import type { SupportComposerSlotProps, SupportTimelineSlotProps } from "../SupportSlots.ts"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useComposerValue } from "./useConversationValue.ts"
import { usePart } from "./usePart.ts"
import { useSite } from "./useSite.ts"

interface TimelineSlotProps {
  readonly Slot: ComponentType<SupportTimelineSlotProps>
  readonly conversationId: string
}

/** The host's timeline of the conversation page. */
export const TimelineSlot = ({ Slot, conversationId }: TimelineSlotProps): ReactElement => {
  const { classNames, given } = usePart("timeline")
  const { availableAIAgents, availableHumanAgents, visitor } = useSite()
  const items = useView((state) => itemsOf(state, conversationId))
  return (
    <Slot
      {...given}
      {...{ availableAIAgents, availableHumanAgents, conversationId, items }}
      currentVisitorId={visitor?.id}
      className={classNames()}
      data-slot="timeline"
    />
  )
}

interface ComposerSlotProps {
  readonly Slot: ComponentType<SupportComposerSlotProps>
  readonly view: ComposerView
}

/** Of 100: how much of the files has gone out. */
const progressOf = ({ files }: ComposerView): number => {
  const done = files.reduce((sum, { upload }) => sum + (upload._tag === "Uploading" ? upload.progress : upload._tag === "Ready" ? 1 : 0), 0)
  return files.length === 0 ? 0 : Math.round(done / files.length * 100)
}

/** The host's composer of the conversation page. */
export const ComposerSlot = ({ Slot, view }: ComposerSlotProps): ReactElement => {
  const text = useText()
  const { classNames, given } = usePart("composer")
  const composer = useComposerValue(view.key)
  const { error } = useView((state) => messageComposer(state, view.key))
  const { addFiles, files, isSubmitting, isUploading, message, removeFile, setMessage, submit } = composer
  return (
    <Slot
      placeholder={text("component.multimodalInput.placeholder")}
      {...given}
      {...{ composer, error, files, isSubmitting, isUploading }}
      className={classNames()}
      data-slot="composer"
      value={message}
      onChange={setMessage}
      onSubmit={submit}
      onFileSelect={addFiles}
      onRemoveFile={removeFile}
      disabled={view.isDisabled}
      uploadProgress={progressOf(view)}
      maxFiles={uploadRules.maxFilesPerMessage}
      maxFileSize={uploadRules.maxFileBytes}
      allowedFileTypes={uploadRules.mediaTypes.join(",")}
    />
  )
}
