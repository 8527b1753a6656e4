import X from "lucide-solid/icons/x"
import { createSignal, For, Show } from "solid-js"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { checkOrigin } from "./checkOrigin.ts"
import type { Website } from "./General.tsx"
import { guardUnsaved } from "./UnsavedGuard.tsx"

/** The pages that may use the site's public keys. */
export const AllowedDomains = (props: { readonly website: Website; readonly onSaved: (website: Website) => void }) => {
  const { client } = useServer()
  const [typed, setTyped] = createSignal("")
  const origins = () => props.website.allowedOrigins
  const checked = () => checkOrigin(typed(), origins())
  const save = createAction(async (change: (origins: ReadonlyArray<string>) => ReadonlyArray<string>) => {
    const { id: websiteId } = props.website
    // The list goes there whole, and a colleague may have changed it since it was read.
    const { allowedOrigins } = await client.call("websites.settings", { websiteId })
    return client.call("websites.update", { websiteId, allowedOrigins: [...new Set(change(allowedOrigins))] })
  }, props.onSaved)
  guardUnsaved(() => typed().trim() !== "")
  const remove = async (origin: string) => {
    await save.run((all) => all.filter((other) => other !== origin))
    if (!origins().includes(origin)) tell(`${origin} removed`, { undo: () => void save.run((all) => [...all, origin]) })
  }
  return (
    <Card title="Allowed domains" lead="Live public keys work on these pages only. Test keys also work on your own machine.">
      <Show when={origins().length > 0} fallback={<p class="muted card-empty">No domain yet: live keys work nowhere.</p>}>
        <ul class="rows">
          <For each={origins()}>
            {(origin) => <li><code>{origin}</code><button type="button" class="chip-button" aria-label={`Remove ${origin}`} onClick={() => void remove(origin)}><X size={14} /></button></li>}
          </For>
        </ul>
      </Show>
      <form class="inline-form" onSubmit={async (event) => {
        event.preventDefault()
        const { origin } = checked()
        if (origin === null) return
        await save.run((all) => [...all, origin])
        if (origins().includes(origin)) setTyped("")
      }}>
        <Field
          label="Add a domain" placeholder="https://app.example.com" inputmode="url" autocapitalize="off" spellcheck={false} maxLength={300}
          value={typed()} onText={setTyped} error={checked().problem || null} hint={checked().note ?? undefined}
        />
        <Button type="submit" disabled={checked().origin === null} isBusy={save.isBusy()}>Add</Button>
      </form>
      <ActionProblem of={save} />
    </Card>
  )
}
