import type { ApiKey as ApiKeySchema } from "@cossistant/core/websites/ApiKey"
import Plus from "lucide-solid/icons/plus"
import { createSignal, Match, Show, Switch } from "solid-js"
import { memberName } from "../site/memberName.ts"
import { DocsLink } from "../onboarding/DocsLink.tsx"
import { keysPage } from "../onboarding/snippets.ts"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createClock } from "../ui/clock.ts"
import { CopyButton } from "../ui/CopyButton.tsx"
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
import { CreateKey } from "./CreateKey.tsx"

export type ApiKey = typeof ApiKeySchema.Encoded

/** A key as it may be shown: public ones whole, private ones by their end. */
const shownKey = ({ isTest, key, keyType }: ApiKey): string => keyType === "public" ? key : `sk_${isTest ? "test" : "live"}_••••${key.slice(-4)}`

const KeyRow = (props: { readonly apiKey: ApiKey; readonly now: number; readonly onRevoke: () => void }) => {
  const { team } = useSite()
  const used = () => props.apiKey.lastUsedAt === null ? "Never used" : `Used ${ago(props.apiKey.lastUsedAt, props.now)}`
  return (
    <li class="key-row">
      <div class="key-name">
        <b>{props.apiKey.name}</b>
        <span class="badge">{props.apiKey.keyType === "public" ? "Public" : "Private"}</span>
        <span class="badge" data-status={props.apiKey.isTest ? "test" : "resolved"}>{props.apiKey.isTest ? "Test" : "Live"}</span>
      </div>
      <div class="key-value">
        <code>{shownKey(props.apiKey)}</code>
        <Show when={props.apiKey.keyType === "public"}><CopyButton text={props.apiKey.key} label={`Copy ${props.apiKey.name}`} /></Show>
      </div>
      <div class="key-foot">
        <small>{used()}<Show when={props.apiKey.linkedUserId}>{(userId) => <> · made by {memberName(team(), userId())}</>}</Show></small>
        <button type="button" class="link" aria-label={`Revoke ${props.apiKey.name}`} onClick={() => props.onRevoke()}>Revoke</button>
      </div>
    </li>
  )
}

/** The site's keys: made here, shown once where secret, revoked for good. */
export const ApiKeys = () => {
  const { site } = useSite()
  const { client } = useServer()
  const now = createClock()
  const keys = createQuery(() => client.call("keys.list", { websiteId: site.id }))
  const [isCreating, setCreating] = createSignal(false)
  const [doomed, setDoomed] = createSignal<ApiKey | null>(null)
  const active = () => keys.data()?.filter((key) => key.revokedAt === null) ?? []
  const revoke = createAction((id: string) => client.call("keys.revoke", { websiteId: site.id, id }), () => {
    setDoomed(null)
    keys.reload()
    tell("Key revoked")
  })
  const keep = () => {
    if (revoke.isBusy()) return
    setDoomed(null)
    revoke.forget()
  }
  return (
    <Card title="API keys" lead={<>Public keys go into the widget. Private keys belong on your server. <DocsLink to={keysPage}>How keys work</DocsLink></>} action={<Button onClick={() => setCreating(true)}><Plus />New key</Button>}>
      <Switch fallback={<SkeletonRows kind="line" count={4} />}>
        <Match when={keys.problem()}>{(problem) => <PaneProblem title="The keys could not be loaded" problem={problem()} onRetry={keys.reload} />}</Match>
        <Match when={keys.data() && active().length === 0}><p class="muted card-empty">No key yet. Make a public one for the widget.</p></Match>
        <Match when={keys.data()}>
          <ul class="rows"><Keyed each={active()} by={({ id }) => id}>{(key) => <KeyRow apiKey={key()} now={now()} onRevoke={() => setDoomed(key())} />}</Keyed></ul>
        </Match>
      </Switch>
      <CreateKey isOpen={isCreating()} onClose={() => setCreating(false)} onCreated={keys.reload} />
      <Modal isOpen={doomed() !== null} title={`Revoke “${doomed()?.name ?? ""}”?`} description="Whatever uses this key stops working within seconds. This can't be undone." onClose={keep}>
        <ActionProblem of={revoke} />
        <div class="modal-actions">
          <Button onClick={keep}>Keep it</Button>
          <Button look="danger" isBusy={revoke.isBusy()} onClick={() => void revoke.run(doomed()?.id ?? "")}>Revoke</Button>
        </div>
      </Modal>
    </Card>
  )
}
