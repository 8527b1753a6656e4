import { createSignal, createUniqueId, For, Show } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Segments } from "../ui/Segments.tsx"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { MOST_EMAILS, readEmails } from "./readEmails.ts"
import { guardUnsaved } from "./UnsavedGuard.tsx"

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
  const [isLeft, setLeft] = createSignal(false)
  const problem = () => {
    const { emails, wrong } = read()
    // The word at the end may still be on its way to an address.
    const sure = isLeft() ? wrong : wrong.filter((word) => !text().toLowerCase().endsWith(word))
    if (sure.length > 0) return `${sure.join(", ")} ${sure.length === 1 ? "is not an e-mail address." : "are not e-mail addresses."}`
    return emails.length > MOST_EMAILS ? `These are ${emails.length} addresses. At most ${MOST_EMAILS} go out at once.` : null
  }
  const canSend = () => read().emails.length > 0 && read().wrong.length === 0 && problem() === null
  guardUnsaved(() => text().trim() !== "")
  const invite = createAction(() => client.call("team.invite", { websiteId: site.id, emails: read().emails, role: role() }), (answer) => {
    setTold(answer)
    // Whom no letter reached stays in the field, to be tried again.
    setText(answer.filter(({ status }) => status === "delivery-failed").map(({ email }) => email).join(", "))
    props.onInvited()
  })
  return (
    <Card title="Invite people" lead="They get a letter with a link that works for a few days.">
      <form class="card-form" onSubmit={(event) => {
        event.preventDefault()
        if (canSend()) void invite.run()
      }}>
        <div class="field">
          <label for={id}>E-mail addresses</label>
          <textarea
            id={id} class="input" rows={2} placeholder="noor@acme.com, sam@acme.com" value={text()}
            aria-invalid={problem() ? "true" : undefined} aria-describedby={`${id}-note`}
            onInput={(event) => setText(event.currentTarget.value)} onFocus={() => setLeft(false)} onBlur={() => setLeft(true)}
          />
          <p id={`${id}-note`} class="field-note" data-error={problem() ? "" : undefined} role={problem() ? "alert" : undefined}>
            {problem() ?? `Separate several with commas or lines, up to ${MOST_EMAILS}.`}
          </p>
        </div>
        <Segments label="Role" options={[{ id: "member", label: "Member" }, { id: "admin", label: "Admin" }]} value={role()} onChange={setRole} />
        <ActionProblem of={invite} />
        <Show when={told().length > 0}>
          <ul class="result-list" role="status"><For each={told()}>{({ email, status }) => <li data-failed={status === "delivery-failed" ? "" : undefined}><b>{email}</b> {results[status]}</li>}</For></ul>
        </Show>
        <div class="card-foot">
          <Button type="submit" look="primary" disabled={!canSend()} isBusy={invite.isBusy()}>
            {read().emails.length > 1 ? `Invite ${read().emails.length} people` : "Invite"}
          </Button>
        </div>
      </form>
    </Card>
  )
}
