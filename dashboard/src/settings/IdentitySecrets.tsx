import type { IdentitySecret as IdentitySecretSchema } from "@cossistant/core/websites/IdentitySecret"
import Eye from "lucide-solid/icons/eye"
import EyeOff from "lucide-solid/icons/eye-off"
import Plus from "lucide-solid/icons/plus"
import { createSignal, Match, Show, Switch } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createClock } from "../ui/clock.ts"
import { CopyButton } from "../ui/CopyButton.tsx"
import { IconButton } from "../ui/IconButton.tsx"
import { Keyed } from "../ui/Keyed.tsx"
import { Modal } from "../ui/Modal.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { ago, shortDate } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"

type Secret = typeof IdentitySecretSchema.Encoded

const SecretRow = (props: { readonly secret: Secret; readonly now: number; readonly onRemove: () => void }) => {
  const [isShown, setShown] = createSignal(false)
  return (
    <li class="key-row">
      <div class="key-value">
        <code>{isShown() ? props.secret.secret : "•".repeat(32)}</code>
        <IconButton label={isShown() ? "Hide the secret" : "Show the secret"} onClick={() => setShown(!isShown())}><Show when={isShown()} fallback={<Eye />}><EyeOff /></Show></IconButton>
        <CopyButton text={props.secret.secret} label="Copy the secret" />
      </div>
      <div class="key-foot">
        <small>Made {shortDate(props.secret.createdAt)} · {props.secret.lastUsedAt === null ? "never used" : `used ${ago(props.secret.lastUsedAt, props.now)}`}</small>
        <button type="button" class="link" aria-label={`Remove the secret made ${shortDate(props.secret.createdAt)}`} onClick={() => props.onRemove()}>Remove</button>
      </div>
    </li>
  )
}

/** The secrets that sign who a visitor is. Two may be active, so that one is replaced while the other still works. */
export const IdentitySecrets = () => {
  const { site } = useSite()
  const { client } = useServer()
  const now = createClock()
  const websiteId = site.id
  const secrets = createQuery(() => client.call("identitySecrets.list", { websiteId }))
  const [doomed, setDoomed] = createSignal<Secret | null>(null)
  const add = createAction(() => client.call("identitySecrets.add", { websiteId }), () => secrets.reload())
  const remove = createAction((id: string) => client.call("identitySecrets.remove", { websiteId, id }), () => {
    setDoomed(null)
    secrets.reload()
    tell("Secret removed")
  })
  const keep = () => {
    if (remove.isBusy()) return
    setDoomed(null)
    remove.forget()
  }
  const count = () => secrets.data()?.length ?? 0
  return (
    <Card
      title="Identity secrets" lead="Your server signs with one of these who is signed in. To rotate: add a second, switch your server to it, then remove the first."
      action={<Button disabled={count() >= 2} isBusy={add.isBusy()} onClick={() => void add.run()}><Plus />{count() === 1 ? "Rotate" : "New secret"}</Button>}
    >
      <ActionProblem of={add} />
      <Switch fallback={<SkeletonRows kind="line" count={2} />}>
        <Match when={secrets.problem()}>{(problem) => <PaneProblem title="The secrets could not be loaded" problem={problem()} onRetry={secrets.reload} />}</Match>
        <Match when={secrets.data() && count() === 0}><p class="muted card-empty">No secret yet. Visitors can chat, but nobody is verified.</p></Match>
        <Match when={secrets.data()}>{(found) => <ul class="rows"><Keyed each={found()} by={({ id }) => id}>{(secret) => <SecretRow secret={secret()} now={now()} onRemove={() => setDoomed(secret())} />}</Keyed></ul>}</Match>
      </Switch>
      <div class="rows key-row">
        <div class="key-value"><code>{websiteId}</code><CopyButton text={websiteId} label="Copy the website’s id" /></div>
        <div class="key-foot"><small>The website’s id, which a token names as its audience. It is no secret.</small></div>
      </div>
      <Modal isOpen={doomed() !== null} title="Remove this secret?" description="Tokens signed with it are refused from now on. This can't be undone." onClose={keep}>
        <ActionProblem of={remove} />
        <div class="modal-actions">
          <Button onClick={keep}>Keep it</Button>
          <Button look="danger" isBusy={remove.isBusy()} onClick={() => void remove.run(doomed()?.id ?? "")}>Remove</Button>
        </div>
      </Modal>
    </Card>
  )
}
