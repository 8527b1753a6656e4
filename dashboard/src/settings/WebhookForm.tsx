import type { WebhookEventType } from "@cossistant/core/webhooks/Webhook"
import { createEffect, createSignal, For, on, Show } from "solid-js"
import { CodeBlock } from "../onboarding/CodeBlock.tsx"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { Modal } from "../ui/Modal.tsx"
import { Segments } from "../ui/Segments.tsx"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import type { Endpoint } from "./Webhooks.tsx"

/** What can be told, in words. */
const choices: ReadonlyArray<readonly [WebhookEventType, string]> = [
  ["conversation.created", "A conversation begins"],
  ["conversation.updated", "A conversation changes"],
  ["conversation.resolved", "A conversation is resolved"],
  ["conversation.reopened", "A conversation is opened again"],
  ["message.created", "Somebody writes, private notes included"],
  ["message.updated", "A message changes"],
  ["contact.created", "A contact is new"],
  ["contact.updated", "A contact changes"],
  ["contact.deleted", "A contact is removed"]
]

/** Makes an endpoint and shows its secret this once, or changes one. */
export const WebhookForm = (props: {
  readonly isOpen: boolean
  readonly endpoint: Endpoint | null
  readonly onClose: () => void
  readonly onSaved: (endpoint: Endpoint) => void
}) => {
  const { site } = useSite()
  const { client } = useServer()
  const websiteId = site.id
  const [url, setUrl] = createSignal("")
  const [description, setDescription] = createSignal("")
  const [events, setEvents] = createSignal<ReadonlyArray<WebhookEventType>>([])
  const [kind, setKind] = createSignal<"live" | "test">("live")
  const [secret, setSecret] = createSignal<string | null>(null)
  const [isEmpty, setEmpty] = createSignal(false)
  // Put away by a slip of a key or of the mouse, what was written is there again.
  let isTouched = false
  createEffect(on(() => props.isOpen, (isOpen) => {
    setSecret(null)
    if (!isOpen || isTouched) return
    setUrl(props.endpoint?.url ?? "")
    setDescription(props.endpoint?.description ?? "")
    setEvents(props.endpoint?.events ?? ["conversation.created", "message.created"])
    setEmpty(false)
    save.forget()
  }))
  const save = createAction(async () => {
    const wanted = { websiteId, url: url().trim(), description: description().trim() || null, events: events() }
    return props.endpoint === null
      ? await client.call("webhooks.create", { ...wanted, isTest: kind() === "test" })
      : { endpoint: await client.call("webhooks.update", { ...wanted, id: props.endpoint.id }), secret: null }
  }, ({ endpoint, secret: told }) => {
    props.onSaved(endpoint)
    isTouched = false
    if (told === null) props.onClose()
    else setSecret(told)
  })
  const putAway = () => {
    // The endpoint is made by now or soon, and its secret is shown this once.
    if (save.isBusy()) return
    props.onClose()
    save.forget()
  }
  const close = () => {
    putAway()
    if (!save.isBusy()) isTouched = false
  }
  const toggle = (event: WebhookEventType, isOn: boolean) => {
    setEmpty(false)
    setEvents(choices.map(([id]) => id).filter((id) => id === event ? isOn : events().includes(id)))
  }
  return (
    <Modal isOpen={props.isOpen} isHeld={secret() !== null} title={secret() !== null ? "Your endpoint's secret" : props.endpoint === null ? "New endpoint" : "Change the endpoint"} onClose={putAway}>
      <Show
        when={secret()}
        fallback={
          <form onInput={() => isTouched = true} onSubmit={(event) => {
            event.preventDefault()
            save.forget()
            if (events().length === 0) setEmpty(true)
            else void save.run()
          }}>
            <Field label="Address" type="url" required data-focus maxLength={2000} placeholder="https://api.example.com/cossistant" value={url()} onText={setUrl} hint="Your server's own, reachable from the internet." />
            <Field label="Name" maxLength={200} placeholder="Order system" value={description()} onText={setDescription} hint="So that you know later what it is for." />
            <Show when={props.endpoint === null}>
              <Segments label="Data" options={[{ id: "live", label: "Live" }, { id: "test", label: "Test" }]} value={kind()} onChange={setKind} />
            </Show>
            <fieldset class="webhook-choices">
              <legend>Tell it when</legend>
              <For each={choices}>
                {([id, label]) => (
                  <label>
                    <input type="checkbox" checked={events().includes(id)} onChange={({ currentTarget }) => toggle(id, currentTarget.checked)} />
                    <span>{label}<small>{id}</small></span>
                  </label>
                )}
              </For>
              <Show when={isEmpty()}><p class="field-note" data-error="" role="alert">Choose at least one.</p></Show>
            </fieldset>
            <ActionProblem of={save} />
            <div class="modal-actions">
              <Button onClick={close}>Cancel</Button>
              <Button type="submit" look="primary" isBusy={save.isBusy()}>{props.endpoint === null ? "Create endpoint" : "Save"}</Button>
            </div>
          </form>
        }
      >
        {(shown) => (
          <>
            <p>Your server checks with it that a request is ours. Copy it now: it is not shown again.</p>
            <CodeBlock file="Secret" code={shown()} />
            <div class="modal-actions"><Button look="primary" onClick={close}>Done</Button></div>
          </>
        )}
      </Show>
    </Modal>
  )
}
