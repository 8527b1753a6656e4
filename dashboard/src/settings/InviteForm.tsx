import { createSignal, createUniqueId, For, Show } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Segments } from "../ui/Segments.tsx"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { readEmails } from "./readEmails.ts"

const results = {
  invited: "invited", "already-member": "is on the team already", "already-invited": "was invited already", "delivery-failed": "could not be reached by mail"
} as const

/** Invites people by mail, many at once, and says what became of each. */
export const InviteForm = (props: { readonly onInvited: () => void }) => {
  const { site } = useSite()
  const { client } = useServer()
  const [text, setText] = createSignal("")
  const [role, setRole] = createSignal<"member" | "admin">("member")
  const [told, setTold] = createSignal<ReadonlyArray<{ readonly email: string; readonly status: keyof typeof results }>>([])
  const id = createUniqueId()
  const read = () => readEmails(text())
  const invite = createAction(() => client.call("team.invite", { websiteId: site.id, emails: read().emails, role: role() }), (answer) => {
    setTold(answer)
    setText("")
    props.onInvited()
  })
  return (
    <Card title="Invite people" lead="They get a letter with a link that works for a few days.">
      <form class="card-form" onSubmit={(event) => {
        event.preventDefault()
        if (read().emails.length > 0 && read().wrong.length === 0) void invite.run()
      }}>
        <div class="field">
          <label for={id}>E-mail addresses</label>
          <textarea id={id} class="input" rows={2} placeholder="noor@acme.com, sam@acme.com" value={text()} onInput={(event) => setText(event.currentTarget.value)} />
          <Show when={read().wrong.length > 0 && !text().endsWith(read().wrong.at(-1) ?? "")} fallback={<p class="field-note">Separate several with commas or lines, up to 50.</p>}>
            <p class="field-note" data-error="" role="alert">{read().wrong.join(", ")} {read().wrong.length === 1 ? "is" : "are"} not e-mail addresses.</p>
          </Show>
        </div>
        <Segments label="Role" options={[{ id: "member", label: "Member" }, { id: "admin", label: "Admin" }]} value={role()} onChange={setRole} />
        <ActionProblem of={invite} />
        <Show when={told().length > 0}>
          <ul class="result-list" role="status"><For each={told()}>{({ email, status }) => <li data-failed={status === "delivery-failed" ? "" : undefined}><b>{email}</b> {results[status]}</li>}</For></ul>
        </Show>
        <div class="card-foot">
          <Button type="submit" look="primary" disabled={read().emails.length === 0 || read().wrong.length > 0} isBusy={invite.isBusy()}>
            {read().emails.length > 1 ? `Invite ${read().emails.length} people` : "Invite"}
          </Button>
        </div>
      </form>
    </Card>
  )
}
