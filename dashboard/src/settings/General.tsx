import type { Website as WebsiteSchema } from "@cossistant/core/websites/Website"
import { createSignal, Match, Show, Switch } from "solid-js"
import { useSession } from "../session/Session.tsx"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { Switch as Toggle } from "../ui/Switch.tsx"
import { tell } from "../ui/toasts.ts"
import { checkDomain } from "../onboarding/checkDomain.ts"
import { createAction } from "../wire/createAction.ts"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { DeleteSite } from "./DeleteSite.tsx"

export type Website = typeof WebsiteSchema.Encoded

const Identity = (props: { readonly website: Website; readonly onSaved: (website: Website) => void }) => {
  const { isManager } = useSite()
  const { client } = useServer()
  const session = useSession()
  const [name, setName] = createSignal(props.website.name)
  const [domain, setDomain] = createSignal(props.website.domain)
  const [contactEmail, setContactEmail] = createSignal(props.website.contactEmail ?? "")
  const isChanged = () => name() !== props.website.name || domain() !== props.website.domain || contactEmail() !== (props.website.contactEmail ?? "")
  const save = createAction(() => client.call("websites.update", {
    websiteId: props.website.id, name: name().trim(), domain: checkDomain(domain()).domain, contactEmail: contactEmail().trim() || null
  }), (website) => {
    props.onSaved(website)
    session.reload()
    tell("Saved")
  })
  const domainProblem = () => domain() === props.website.domain ? null : checkDomain(domain()).problem
  return (
    <Card title="Site" lead={isManager ? "What visitors see and where the product runs." : "Owners and admins can change this."}>
      <form class="card-form" onSubmit={(event) => {
        event.preventDefault()
        if (domainProblem() === null) void save.run()
      }}>
        <Field label="Name" required minLength={3} maxLength={30} disabled={!isManager} value={name()} onText={setName} />
        <Field label="Domain" required maxLength={253} disabled={!isManager} value={domain()} onText={setDomain} error={domainProblem()} />
        <Field label="Contact e-mail" type="email" maxLength={254} disabled={!isManager} value={contactEmail()} onText={setContactEmail} hint="Where people reach you when chat isn't enough." />
        <ActionProblem of={save} />
        <Show when={isManager}>
          <div class="card-foot"><Button type="submit" look="primary" disabled={!isChanged()} isBusy={save.isBusy()}>Save</Button></div>
        </Show>
      </form>
    </Card>
  )
}

const Writing = (props: { readonly website: Website; readonly onSaved: (website: Website) => void }) => {
  const { isManager } = useSite()
  const { client } = useServer()
  const save = createAction((typingPreview: boolean) => client.call("websites.update", { websiteId: props.website.id, typingPreview }), props.onSaved)
  return (
    <Card title="While visitors write">
      <Toggle
        label="Show what a visitor is writing" isOn={props.website.typingPreview} isDisabled={!isManager || save.isBusy()} onChange={(isOn) => void save.run(isOn)}
        hint={isManager ? "The team sees the text before it is sent. Tell your visitors in your privacy notice." : "Owners and admins can change this."}
      />
      <ActionProblem of={save} />
    </Card>
  )
}

/** Name, domain and manners of the site; at the end its deletion. */
export const General = () => {
  const { organization, site } = useSite()
  const { client } = useServer()
  const website = createQuery(() => client.call("websites.settings", { websiteId: site.id }))
  return (
    <Switch fallback={<SkeletonRows kind="card" count={3} />}>
      <Match when={website.data()}>
        {(found) => (
          <>
            <Identity website={found()} onSaved={website.set} />
            <Writing website={found()} onSaved={website.set} />
            <Show when={organization.role === "owner"}><DeleteSite website={found()} /></Show>
          </>
        )}
      </Match>
      <Match when={website.problem()}>{(problem) => <PaneProblem title="The settings could not be loaded" problem={problem()} onRetry={website.reload} />}</Match>
    </Switch>
  )
}
