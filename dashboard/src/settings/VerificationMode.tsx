import { ActionProblem } from "../ui/ActionProblem.tsx"
import { For, Show } from "solid-js"
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
    props.onSaved
  )
  return (
    <Card title="Identity verification" lead="How an identity is treated that your server did not sign.">
      <div class="option-list" role="radiogroup" aria-label="Identity verification">
        <For each={modes}>
          {({ id, label, text }) => (
            <label class="option">
              <input type="radio" name="verification" checked={props.website.identityVerification === id} onClick={(event) => {
                // The choice shows once it is saved.
                event.preventDefault()
                if (props.website.identityVerification !== id) void save.run(id)
              }} />
              <span><b>{label}</b><small>{text}</small></span>
            </label>
          )}
        </For>
      </div>
      <Show when={props.website.identityVerification === "off"}>
        <p class="note" role="status">Anyone who knows an e-mail address can read that person's conversations. Switch to “Optional” unless your product needs this.</p>
      </Show>
      <ActionProblem of={save} />
    </Card>
  )
}
