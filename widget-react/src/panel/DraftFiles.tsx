import { regionBeside } from "@cossistant/core/dom/regionBeside"
import { attachedIcons } from "@cossistant/core/theme/attachedIcons"
import { icons } from "@cossistant/core/theme/icons"
import { fileSize } from "@cossistant/core/text/fileSize"
import { filesSaid } from "@cossistant/core/text/filesSaid"
import { mayRetry } from "@cossistant/core/text/mayRetry"
import type { DraftFile } from "@cossistant/core/widget/conversationView"
import { type ReactElement, useEffect, useRef } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { FileName } from "./FileName.tsx"
import { IconButton } from "./IconButton.tsx"
import { ProblemText } from "./ProblemText.tsx"
import { ProgressRing } from "./ProgressRing.tsx"

const Face = ({ file }: { readonly file: DraftFile }): ReactElement => {
  if (file.upload._tag === "Uploading") return <ProgressRing name={file.name} progress={file.upload.progress} />
  if (file.upload._tag === "Failed") return <Icon path={icons.alert} />
  return file.previewUrl === null ? <Icon path={attachedIcons.file} /> : <img className="co-thumb" src={file.previewUrl} alt="" />
}

interface DraftFilesProps {
  readonly conversationId: string
  readonly files: ReadonlyArray<DraftFile>
}

/** Files on their way into a message: progress, name, size, and how to try again or leave one out. */
export const DraftFiles = ({ conversationId, files }: DraftFilesProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const drafts = useRef<HTMLDivElement>(null)
  const say = (news: string | null) => {
    if (news !== null && drafts.current !== null) regionBeside(drafts.current).textContent = news
  }
  const before = useRef<ReadonlyArray<DraftFile>>([])
  useEffect(() => {
    say(filesSaid(text, before.current, files))
    before.current = files
  }, [files, text])
  const remove = ({ key, name }: DraftFile) => {
    // Now: with the last of them goes all of this.
    say(text("component.live.fileRemoved", { fileName: name }))
    widget.removeFile(conversationId, key)
  }
  return (
    <div ref={drafts} className="co-drafts">
      {files.map((file) => (
        <div key={file.key} className="co-file" data-problem={file.upload._tag === "Failed" ? "" : undefined}>
          <Face file={file} />
          <span className="co-file-text">
            <FileName name={file.name} />
            <span className={file.upload._tag === "Failed" ? "co-hint" : "co-file-note"}>
              {file.upload._tag === "Failed" ? <ProblemText problem={file.upload.problem} /> : fileSize(text.locale, file.size)}
            </span>
          </span>
          {file.upload._tag === "Failed" && mayRetry(file.upload.problem) && (
            <IconButton name={text("common.actions.retry")} onClick={() => widget.retryFile(conversationId, file.key)}>
              <Icon path={attachedIcons.retry} size={16} />
            </IconButton>
          )}
          <IconButton name={text("common.actions.removeFile", { fileName: file.name })} onClick={() => remove(file)}>
            <Icon path={icons.close} size={16} />
          </IconButton>
        </div>
      ))}
    </div>
  )
}
