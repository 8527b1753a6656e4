import { putFile } from "@cossistant/core/widget/putFile"
import type { UploadGrant } from "@cossistant/core/uploads/Upload"
import { createSignal, createUniqueId, onCleanup, Show } from "solid-js"
import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Avatar } from "../ui/Avatar.tsx"
import { Button } from "../ui/Button.tsx"
import { createAction } from "../wire/createAction.ts"
import { notAPicture, pictureProblem, pictureTypes } from "./pictureRules.ts"

interface PictureFieldProps {
  readonly label: string
  readonly hint: string
  /** Whose letter stands there without a picture. */
  readonly name: string
  readonly image: string | null
  /** A site's, whose corners are round but not all of it. */
  readonly isLogo?: boolean
  readonly disabled?: boolean
  /** Asks for leave to send this file. */
  readonly grant: (file: { readonly filename: string; readonly mediaType: string; readonly size: number }) => Promise<typeof UploadGrant.Encoded>
  /** Takes what was sent under a key, or takes the picture away. */
  readonly set: (key: string | null) => Promise<unknown>
  readonly onChanged: (isRemoved: boolean) => void
}

/** A picture with the buttons to choose another and to take it away. It is saved as soon as it has arrived. */
export const PictureField = (props: PictureFieldProps) => {
  const id = createUniqueId()
  let picker: HTMLInputElement | null = null
  const [progress, setProgress] = createSignal<number | null>(null)
  const [refusal, setRefusal] = createSignal<string | null>(null)
  const aborter = new AbortController()
  onCleanup(() => aborter.abort())
  const upload = createAction(async (file: File) => {
    setProgress(0)
    try {
      const grant = await props.grant({ filename: file.name.slice(0, 200) || "picture", mediaType: file.type, size: file.size })
      // Bytes that did not arrive are the network's or the storage's doing.
      await putFile(grant, file, setProgress, aborter.signal).catch(() => {
        throw new RpcFailure({ _tag: "Unreachable", status: null })
      })
      await props.set(grant.key)
    } finally {
      setProgress(null)
    }
  }, () => props.onChanged(false))
  const remove = createAction(() => props.set(null), () => props.onChanged(true))
  /** Why the server wouldn't have the file, in words about pictures. */
  const refused = () => {
    const problem = upload.problem()
    return problem?._tag === "FileRefused" && problem.reason === "type_not_allowed" ? notAPicture : null
  }
  const isBusy = () => upload.isBusy() || remove.isBusy()

  const pick = (file: File | undefined) => {
    if (file === undefined || isBusy()) return
    remove.forget()
    upload.forget()
    setRefusal(pictureProblem(file))
    if (refusal() === null) void upload.run(file)
  }
  return (
    <div class="field picture-field" data-logo={props.isLogo ? "" : undefined} role="group" aria-labelledby={id}>
      <span class="field-name" id={id}>{props.label}</span>
      <div
        class="picture-row"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          if (!props.disabled) pick(event.dataTransfer?.files[0])
        }}
      >
        <Avatar name={props.name} image={props.image} size={40} />
        <Show when={!props.disabled}>
          <input
            ref={(input) => picker = input} type="file" hidden accept={pictureTypes.join()} aria-label={props.label}
            onChange={(event) => {
              pick(event.currentTarget.files?.[0])
              event.currentTarget.value = ""
            }}
          />
          <Button isBusy={upload.isBusy()} aria-describedby={`${id}-note`} onClick={() => picker?.click()}>
            {props.image === null ? "Choose a picture" : "Change"}
          </Button>
          <Show when={props.image !== null}>
            <Button look="quiet" isBusy={remove.isBusy()} onClick={() => {
              setRefusal(null)
              upload.forget()
              if (!isBusy()) void remove.run()
            }}>Remove</Button>
          </Show>
        </Show>
        <Show when={progress()}>{(sent) => <progress class="picture-progress" max="1" value={sent()} aria-label="Sent so far" />}</Show>
      </div>
      <p id={`${id}-note`} class="field-note" data-error={refusal() === null ? undefined : ""} role={refusal() === null ? undefined : "alert"}>
        {refusal() ?? props.hint}
      </p>
      <Show when={refused()} fallback={<ActionProblem of={upload} />}>{(why) => <p class="form-problem" role="alert">{why()}</p>}</Show>
      <ActionProblem of={remove} />
    </div>
  )
}
