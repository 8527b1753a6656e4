import { createSignal, Match, Show, Switch } from "solid-js"
import { memberName } from "../site/memberName.ts"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createClock } from "../ui/clock.ts"
import { Field } from "../ui/Field.tsx"
import { Keyed } from "../ui/Keyed.tsx"
import { Modal } from "../ui/Modal.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { ago } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"

const reasons = { bounced: "Came back", complained: "Called spam", failed_repeatedly: "Failed three times", unsubscribed: "Unsubscribed", manual: "Set by an owner" } as const

/** Addresses that get no mail from the site, and why; an owner lets one have mail again and says why. */
export const NotificationsAddresses = () => {
  const { organization, site, team } = useSite()
  const { client } = useServer()
  const now = createClock()
  const [isAll, setAll] = createSignal(false)
  const list = createQuery(() => client.call("mail.suppressions", { websiteId: site.id, limit: isAll() ? 100 : 10 }), isAll)
  const [chosen, setChosen] = createSignal<string | null>(null)
  const [reason, setReason] = createSignal("")
  let lately: string | null = null
  const lift = createAction((email: string) => client.call("mail.liftSuppression", { websiteId: site.id, email, reason: reason().trim() }), () => {
    forget()
    list.reload()
    tell("The address gets mail again")
  })
  const forget = () => {
    setChosen(null)
    setReason("")
  }
  /** Put away by a slip of a key or of the mouse, what was written is there again. */
  const putAway = () => {
    if (lift.isBusy()) return
    setChosen(null)
    lift.forget()
  }
  const close = () => {
    putAway()
    if (!lift.isBusy()) forget()
  }
  const choose = (email: string) => {
    if (email !== lately) setReason("")
    setChosen(lately = email)
  }
  return (
    <Card title="Addresses without mail" lead="Nothing is sent where a letter came back for good, was called spam or unsubscribed.">
      <Switch fallback={<SkeletonRows kind="line" count={2} />}>
        <Match when={list.problem()}>{(problem) => <PaneProblem title="The addresses could not be loaded" problem={problem()} onRetry={list.reload} />}</Match>
        <Match when={list.data()?.suppressions.length === 0}><p class="muted card-empty">None. Every address gets its mail.</p></Match>
        <Match when={list.data()}>
          {(found) => (
            <>
              <ul class="rows">
                <Keyed each={found().suppressions} by={({ id }) => id}>
                  {(row) => (
                    <li class="device-row" data-lifted={row().liftedAt === null ? undefined : ""}>
                      <span><b dir="ltr">{row().email}</b> <span class="badge">{reasons[row().reason]}</span></span>
                      <small>
                        <Show when={row().liftedAt} fallback={`${ago(row().createdAt, now())}${row().detail === null ? "" : ` · ${row().detail}`}`}>
                          {(at) => `Lifted ${ago(at(), now())} by ${memberName(team(), row().liftedByUserId ?? "")}: ${row().liftReason ?? ""}`}
                        </Show>
                      </small>
                      <Show when={row().liftedAt === null && organization.role === "owner"}>
                        <button type="button" class="link" aria-label={`Lift: let ${row().email} have mail again`} onClick={() => choose(row().email)}>Lift</button>
                      </Show>
                    </li>
                  )}
                </Keyed>
              </ul>
              <Show when={found().nextCursor !== null && !isAll()}><button type="button" class="link" onClick={() => setAll(true)}>Show more</button></Show>
            </>
          )}
        </Match>
      </Switch>
      <Modal isOpen={chosen() !== null} title={`Send mail to ${chosen() ?? ""} again?`} description="If it comes back again, the address is blocked again. Who lifted it and why is kept." onClose={putAway}>
        <form onSubmit={(event) => {
          event.preventDefault()
          if (reason().trim().length >= 3) void lift.run(chosen() ?? "")
        }}>
          <Field label="Why" data-focus placeholder="She has a new mailbox" maxLength={500} value={reason()} onText={setReason} />
          <ActionProblem of={lift} />
          <div class="modal-actions">
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" look="primary" disabled={reason().trim().length < 3} isBusy={lift.isBusy()}>Send mail again</Button>
          </div>
        </form>
      </Modal>
    </Card>
  )
}
