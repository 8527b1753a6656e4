import { fileSize } from "@cossistant/core/text/clock"
import { mayRetry, problemText } from "@cossistant/core/text/problemText"
import { icons } from "@cossistant/core/theme/icons"
import type { DraftFile } from "@cossistant/core/widget/conversationView"
import { For, type JSX, Match, Show, Switch } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { IconButton } from "./IconButton.tsx"
import { ProgressRing } from "./ProgressRing.tsx"

const Face = (props: { readonly file: DraftFile }): JSX.Element => {
  const progress = () => props.file.upload._tag === "Uploading" ? props.file.upload.progress : 0
  return (
    <Switch fallback={<Icon shapes={icons.file} />}>
      <Match when={props.file.upload._tag === "Uploading"}><ProgressRing name={props.file.name} progress={progress()} /></Match>
      <Match when={props.file.upload._tag === "Failed"}><Icon shapes={icons.alert} /></Match>
      <Match when={props.file.previewUrl}>{(url) => <img class="co-thumb" src={url()} alt="" />}</Match>
    </Switch>
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
  const note = (file: DraftFile) =>
    file.upload._tag === "Failed" ? problemText(text, file.upload.problem, Date.now()) : fileSize(text.locale, file.size)
  return (
    <Show when={props.files.length > 0}>
      <div class="co-drafts">
        <For each={props.files}>
          {(file) => (
            <div class="co-file">
              <Face file={file} />
              <span class="co-file-text">
                <span class="co-file-name">{file.name}</span>
                <span class="co-file-note" data-problem={file.upload._tag === "Failed" ? "" : undefined}>{note(file)}</span>
              </span>
              <Show when={file.upload._tag === "Failed" && mayRetry(file.upload.problem)}>
                <IconButton name={text("common.actions.retry")} onClick={() => widget.retryFile(props.conversationId, file.key)}>
                  <Icon shapes={icons.retry} size={16} />
                </IconButton>
              </Show>
              <IconButton
                name={text("common.actions.removeFile", { fileName: file.name })}
                onClick={() => widget.removeFile(props.conversationId, file.key)}
              >
                <Icon shapes={icons.close} size={16} />
              </IconButton>
            </div>
          )}
        </For>
      </div>
    </Show>
  )
}
