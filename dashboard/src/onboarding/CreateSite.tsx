import { createSignal, For } from "solid-js"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { checkDomain } from "./checkDomain.ts"
import { type Target, targets } from "./snippets.ts"

interface Created {
  readonly id: string
  readonly slug: string
}

/** The first step: what the site is called, where it lives, what it is built with. */
export const CreateSite = (props: { readonly organizationId: string | null; readonly onCreated: (website: Created) => Promise<void> }) => {
  const { client } = useServer()
  const [name, setName] = createSignal("")
  const [domain, setDomain] = createSignal("")
  const [isLeft, setLeft] = createSignal(false)
  const [target, setTarget] = createSignal<Target>("nextjs")
  const checked = () => checkDomain(domain())
  /** It stands: whatever fails after it, another try doesn't make a second one. */
  let made: Created | undefined
  const create = createAction(async () => {
    made ??= (await client.call("websites.create", {
      name: name().trim(), domain: checked().domain, installationTarget: target(),
      ...(props.organizationId !== null && { organizationId: props.organizationId })
    })).website
    await props.onCreated(made)
  })
  return (
    <form onSubmit={(event) => {
      event.preventDefault()
      setLeft(true)
      if (checked().problem === null) void create.run()
    }}>
      <Field label="Name" required autofocus minLength={3} maxLength={30} placeholder="Acme" value={name()} onText={setName} hint="Visitors see it in the widget." />
      <Field
        label="Domain" required maxLength={253} placeholder="acme.com" inputmode="url" autocapitalize="off" spellcheck={false}
        value={domain()} onText={setDomain} onBlur={() => setLeft(true)}
        error={isLeft() && domain() !== "" ? checked().problem : null} hint="Where your product runs. Your own machine always works with the test key."
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
