import { createSignal, For, Show } from "solid-js"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Modal } from "../ui/Modal.tsx"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import type { Website } from "./General.tsx"

const modes = [
  { id: "optional", label: "Optional", text: "Unsigned visitors get a profile on their device, marked “not verified”. They never reach a known contact." },
  { id: "required", label: "Required", text: "Only signed identities count. Everyone else stays anonymous and can still chat." },
  { id: "off", label: "Off", text: "Anyone may claim to be anyone, and read that person's conversations." }
] as const

/** What an identity without a signature is worth. */
export const VerificationMode = (props: { readonly website: Website; readonly onSaved: (website: Website) => void }) => {
  const { client } = useServer()
  const save = createAction(
    (identityVerification: Website["identityVerification"]) => client.call("websites.update", { websiteId: props.website.id, identityVerification }),
    (website) => {
      setAsked(false)
      props.onSaved(website)
    }
  )
  const [isAsked, setAsked] = createSignal(false)
  const choose = (mode: Website["identityVerification"]) => {
    if (props.website.identityVerification === mode) return
    // The arrow keys lead through all of them: nobody may come past this one unawares.
    if (mode === "off") setAsked(true)
    else void save.run(mode)
  }
  const keep = () => {
    if (save.isBusy()) return
    setAsked(false)
    save.forget()
  }
  return (
    <Card title="Identity verification" lead="How an identity is treated that your server did not sign.">
      <div class="option-list" role="radiogroup" aria-label="Identity verification">
        <For each={modes}>
          {({ id, label, text }) => (
            <label class="option">
              <input type="radio" name="verification" checked={props.website.identityVerification === id} onClick={(event) => {
                // The choice shows once it is saved.
                event.preventDefault()
                choose(id)
              }} />
              <span><b>{label}</b><small>{text}</small></span>
            </label>
          )}
        </For>
      </div>
      <Show when={props.website.identityVerification === "off"}>
        <p class="note" role="status">Anyone who knows an e-mail address can read that person's conversations. Switch to “Optional” unless your product needs this.</p>
      </Show>
      <Show when={!isAsked()}><ActionProblem of={save} /></Show>
      <Modal
        isOpen={isAsked()} title="Let anyone claim to be anyone?" onClose={keep}
        description="Whoever knows a person's e-mail address or id can then read that person's conversations in your widget."
      >
        <ActionProblem of={save} />
        <div class="modal-actions">
          <Button onClick={keep}>Keep it as it is</Button>
          <Button look="danger" isBusy={save.isBusy()} onClick={() => void save.run("off")}>Switch it off</Button>
        </div>
      </Modal>
    </Card>
  )
}
