import { messageComposer } from "@cossistant/core/documented/messageComposer"
import { itemsOf } from "@cossistant/core/documented/timelineItems"
import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import type { ComposerView } from "@cossistant/core/widget/conversationView"
import type { JSX } from "solid-js"
import { useText } from "../TextContext.ts"
import { useValue } from "../useView.ts"
import { drawSlot } from "./drawSlot.ts"
import { useComposerValue } from "./useConversationValue.ts"
import { useSite } from "./useSite.ts"

/** The host's timeline of the conversation page. */
export const TimelineSlot = (props: { readonly conversationId: string }): JSX.Element => {
  const site = useSite()
  const items = useValue((state) => itemsOf(state, props.conversationId))
  return drawSlot("timeline", {
    "data-slot": "timeline",
    get availableAIAgents() { return site.availableAIAgents },
    get availableHumanAgents() { return site.availableHumanAgents },
    get conversationId() { return props.conversationId },
    get items() { return items() },
    get currentVisitorId() { return site.visitor?.id }
  })
}

/** Of 100: how much of the files has gone out. */
const progressOf = ({ files }: ComposerView): number => {
  const done = files.reduce((sum, { upload }) => sum + (upload._tag === "Uploading" ? upload.progress : upload._tag === "Ready" ? 1 : 0), 0)
  return files.length === 0 ? 0 : Math.round(done / files.length * 100)
}

/** The host's composer of the conversation page. */
export const ComposerSlot = (props: { readonly view: ComposerView }): JSX.Element => {
  const text = useText()
  const composer = useComposerValue(props.view.key)
  const value = useValue((state) => messageComposer(state, props.view.key))
  return drawSlot("composer", {
    composer,
    "data-slot": "composer",
    get error() { return value().error },
    get files() { return composer.files },
    get isSubmitting() { return composer.isSubmitting },
    get isUploading() { return composer.isUploading },
    get value() { return composer.message },
    onChange: composer.setMessage,
    onSubmit: composer.submit,
    onFileSelect: composer.addFiles,
    onRemoveFile: composer.removeFile,
    get disabled() { return props.view.isDisabled },
    get uploadProgress() { return progressOf(props.view) },
    get maxFiles() { return uploadRules.maxFilesPerMessage },
    get maxFileSize() { return uploadRules.maxFileBytes },
    get allowedFileTypes() { return uploadRules.mediaTypes.join(",") }
  }, { initial: { get placeholder() { return text("component.multimodalInput.placeholder") } } })
}
