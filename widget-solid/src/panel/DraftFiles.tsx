import { regionBeside } from "@cossistant/core/dom/regionBeside"
import { fileSize } from "@cossistant/core/text/fileSize"
import { filesSaid } from "@cossistant/core/text/filesSaid"
import { mayRetry } from "@cossistant/core/text/mayRetry"
import { attachedIcons } from "@cossistant/core/theme/attachedIcons"
import { icons } from "@cossistant/core/theme/icons"
import type { DraftFile } from "@cossistant/core/widget/conversationView"
import { createEffect, type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { Each } from "./Each.tsx"
import { FileName } from "./FileName.tsx"
import { IconButton } from "./IconButton.tsx"
import { ProblemText } from "./ProblemText.tsx"
import { ProgressRing } from "./ProgressRing.tsx"

const Face = (props: { readonly file: DraftFile }): JSX.Element => {
  const progress = () => props.file.upload._tag === "Uploading" ? props.file.upload.progress : 0
  return (
    <Show
      when={props.file.upload._tag === "Ready" && props.file.previewUrl}
      fallback={(
        <Show
          when={props.file.upload._tag === "Uploading"}
          fallback={<Icon path={props.file.upload._tag === "Failed" ? icons.alert : attachedIcons.file} />}
        >
          <ProgressRing name={props.file.name} progress={progress()} />
        </Show>
      )}
    >
      {(url) => <img class="co-thumb" src={url()} alt="" />}
    </Show>
  )
}

interface DraftFilesProps {
  readonly conversationId: string
  readonly files: ReadonlyArray<DraftFile>
}

/** Files on their way into a message: progress, name, size, and how to try again or leave one out. */
export const DraftFiles = (props: DraftFilesProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const problemOf = ({ upload }: DraftFile) => upload._tag === "Failed" ? upload.problem : null
  let drafts: HTMLElement | undefined
  const say = (news: string | null) => {
    if (news !== null && drafts !== undefined) regionBeside(drafts).textContent = news
  }
  createEffect<ReadonlyArray<DraftFile>>((before) => {
    say(filesSaid(text, before, props.files))
    return props.files
  }, [])
  const remove = ({ key, name }: DraftFile) => {
    // Now: with the last of them goes all of this.
    say(text("component.live.fileRemoved", { fileName: name }))
    widget.removeFile(props.conversationId, key)
  }
  return (
    <div
      ref={(element) => {
        drafts = element
      }}
      class="co-drafts"
    >
      <Each each={props.files}>
        {(file) => (
          <div class="co-file" data-problem={problemOf(file()) === null ? undefined : ""}>
            <Face file={file()} />
            <span class="co-file-text">
              <FileName name={file().name} />
              <span class={problemOf(file()) === null ? "co-file-note" : "co-hint"}>
                <Show when={problemOf(file())} fallback={fileSize(text.locale, file().size)}>
                  {(problem) => <ProblemText problem={problem()} />}
                </Show>
              </span>
            </span>
            <Show when={problemOf(file())}>
              {(problem) => (
                <Show when={mayRetry(problem())}>
                  <IconButton name={text("common.actions.retry")} onClick={() => widget.retryFile(props.conversationId, file().key)}>
                    <Icon path={attachedIcons.retry} size={16} />
                  </IconButton>
                </Show>
              )}
            </Show>
            <IconButton
              name={text("common.actions.removeFile", { fileName: file().name })}
              onClick={() => remove(file())}
            >
              <Icon path={icons.close} size={16} />
            </IconButton>
          </div>
        )}
      </Each>
    </div>
  )
}
