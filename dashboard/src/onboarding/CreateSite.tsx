import { createSignal, For } from "solid-js"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createEdit, createEdits } from "../ui/createEdit.ts"
import { Field } from "../ui/Field.tsx"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { checkDomain, siteNameProblem } from "./checkDomain.ts"
import { type Target, targets } from "./snippets.ts"

interface Created {
  readonly id: string
  readonly slug: string
}

/** The first step: what the site is called, where it lives, what it is built with. */
export const CreateSite = (props: { readonly organizationId: string | null; readonly onCreated: (website: Created) => Promise<void> }) => {
  const { client } = useServer()
  const name = createEdit(() => "", siteNameProblem)
  const domain = createEdit(() => "", (text) => checkDomain(text).problem)
  const [target, setTarget] = createSignal<Target>("nextjs")
  /** It stands: whatever fails after it, another try doesn't make a second one. */
  let made: Created | undefined
  const create = createAction(async () => {
    made ??= (await client.call("websites.create", {
      name: name.value().trim(), domain: checkDomain(domain.value()).domain, installationTarget: target(),
      ...(props.organizationId !== null && { organizationId: props.organizationId })
    })).website
    await props.onCreated(made)
  })
  return (
    <form onSubmit={createEdits(name, domain).onSubmit(() => void create.run())}>
      <Field label="Name" required autofocus maxLength={30} placeholder="Acme" {...name.field} hint="Visitors see it in the widget." />
      <Field
        label="Domain" required maxLength={253} placeholder="acme.com" inputmode="url" autocapitalize="off" spellcheck={false}
        {...domain.field} hint="Where your product runs. Your own machine always works with the test key."
      />
      <fieldset class="choices">
        <legend>Built with</legend>
        <For each={targets}>
          {({ id, label }) => <label><input type="radio" name="target" checked={target() === id} onChange={() => setTarget(id)} /><span>{label}</span></label>}
        </For>
      </fieldset>
      <ActionProblem of={create} />
      <Button type="submit" look="primary" isBusy={create.isBusy()}>Continue</Button>
    </form>
  )
}
