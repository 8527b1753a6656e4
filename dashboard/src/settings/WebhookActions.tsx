import { createSignal, Show } from "solid-js"
import { CodeBlock } from "../onboarding/CodeBlock.tsx"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Modal } from "../ui/Modal.tsx"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { endpointName } from "./endpointName.ts"
import type { Endpoint } from "./Webhooks.tsx"

/** What may be done with an endpoint: test, change, switch, a new secret, removal. */
export const WebhookActions = (props: {
  readonly endpoint: Endpoint
  readonly onEdit: () => void
  readonly onChanged: (endpoint: Endpoint) => void
  readonly onRemoved: () => void
  readonly onTested: () => void
}) => {
  const { site } = useSite()
  const { client } = useServer()
  const name = () => endpointName(props.endpoint)
  const one = () => ({ websiteId: site.id, id: props.endpoint.id })
  const [asked, setAsked] = createSignal<"rotate" | "remove" | null>(null)
  const [secret, setSecret] = createSignal<string | null>(null)
  const test = createAction(() => client.call("webhooks.test", one()), () => props.onTested())
  const flip = createAction(() => client.call("webhooks.update", { ...one(), isEnabled: !props.endpoint.isEnabled }), (changed) => props.onChanged(changed))
  const rotate = createAction((keepOld: boolean) => client.call("webhooks.rotate", { ...one(), keepOld }), (made) => {
    setSecret(made.secret)
    props.onChanged(made.endpoint)
  })
  const remove = createAction(() => client.call("webhooks.remove", one()), () => {
    setAsked(null)
    props.onRemoved()
    tell("Endpoint removed")
  })
  const close = () => {
    // What was asked for is not called off by going away, and a secret is shown this once.
    if (rotate.isBusy() || remove.isBusy()) return
    setAsked(null)
    setSecret(null)
    rotate.forget()
    remove.forget()
  }
  return (
    <>
      <div class="webhook-actions">
        <Show when={props.endpoint.isEnabled}><button type="button" class="link" aria-disabled={test.isBusy()} aria-label={`Send a test to ${name()}`} onClick={() => void test.run()}>Send a test</button></Show>
        <button type="button" class="link" aria-label={`Change ${name()}`} onClick={() => props.onEdit()}>Change</button>
        <button type="button" class="link" aria-label={`${props.endpoint.isEnabled ? "Switch off" : "Switch on"} ${name()}`} onClick={() => void flip.run()}>{props.endpoint.isEnabled ? "Switch off" : "Switch on"}</button>
        <button type="button" class="link" aria-label={`New secret for ${name()}`} onClick={() => setAsked("rotate")}>New secret</button>
        <button type="button" class="link" aria-label={`Remove ${name()}`} onClick={() => setAsked("remove")}>Remove</button>
      </div>
      <ActionProblem of={test} />
      <ActionProblem of={flip} />
      <Modal isOpen={asked() === "rotate"} isHeld={secret() !== null} title={secret() === null ? "A new secret?" : "Your new secret"} onClose={close}>
        <Show
          when={secret()}
          fallback={
            <>
              <p>Requests are signed with the new secret and, for a day, with the old one too: time to switch your server. If the old one leaked, end it now.</p>
              <ActionProblem of={rotate} />
              <div class="modal-actions">
                <Button look="danger" isBusy={rotate.isBusy()} onClick={() => void rotate.run(false)}>End the old one now</Button>
                <Button look="primary" isBusy={rotate.isBusy()} onClick={() => void rotate.run(true)}>New secret</Button>
              </div>
            </>
          }
        >
          {(shown) => (
            <>
              <p>Copy it now: it is not shown again.</p>
              <CodeBlock file="Secret" code={shown()} />
              <div class="modal-actions"><Button look="primary" onClick={close}>Done</Button></div>
            </>
          )}
        </Show>
      </Modal>
      <Modal isOpen={asked() === "remove"} title="Remove this endpoint?" description="It is told nothing any more, and its deliveries are forgotten. This can't be undone." onClose={close}>
        <ActionProblem of={remove} />
        <div class="modal-actions">
          <Button onClick={close}>Keep it</Button>
          <Button look="danger" isBusy={remove.isBusy()} onClick={() => void remove.run()}>Remove</Button>
        </div>
      </Modal>
    </>
  )
}
