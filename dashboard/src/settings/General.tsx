import type { Website as WebsiteSchema } from "@cossistant/core/websites/Website"
import { Match, Show, Switch } from "solid-js"
import { useSession } from "../session/Session.tsx"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createEdit, createEdits } from "../ui/createEdit.ts"
import { Field } from "../ui/Field.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { tell } from "../ui/toasts.ts"
import { checkDomain, siteNameProblem } from "../onboarding/checkDomain.ts"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { createWebsite } from "./createWebsite.ts"
import { DeleteSite } from "./DeleteSite.tsx"
import { PictureField } from "./PictureField.tsx"
import { isEmail } from "./readEmails.ts"
import { guardUnsaved } from "./UnsavedGuard.tsx"
import { VisitorSettings } from "./VisitorSettings.tsx"

export type Website = typeof WebsiteSchema.Encoded

const Identity = (props: { readonly website: Website; readonly onSaved: (website: Website) => void }) => {
  const { isManager } = useSite()
  const { client } = useServer()
  const session = useSession()
  const name = createEdit(() => props.website.name, siteNameProblem)
  const domain = createEdit(() => props.website.domain, (text) => checkDomain(text).problem)
  const contact = createEdit(() => props.website.contactEmail ?? "", (text) =>
    text.trim() === "" || isEmail(text.trim()) ? null : "Type an address such as help@acme.com, or leave it empty.")
  const edits = createEdits(name, domain, contact)
  guardUnsaved(edits.isChanged)
  const save = createAction(async () => {
    const keep = edits.sent()
    // The rest may have been changed by a colleague since it was read.
    props.onSaved(await client.call("websites.update", {
      websiteId: props.website.id,
      ...(name.isChanged() && { name: name.value().trim() }),
      ...(domain.isChanged() && { domain: checkDomain(domain.value()).domain }),
      ...(contact.isChanged() && { contactEmail: contact.value().trim() || null })
    }))
    keep()
  }, () => {
    session.reload()
    tell("Saved")
  })
  return (
    <Card title="Site" lead={isManager ? "What visitors see and where the product runs." : "Owners and admins can change this."}>
      <form class="card-form" noValidate onSubmit={edits.onSubmit(() => void save.run())}>
        <PictureField
          label="Logo" isLogo name={props.website.name} image={props.website.logoUrl} disabled={!isManager}
          hint="Visitors see it at the top of the widget. JPEG, PNG, GIF or WebP, at most 5 MB."
          grant={(file) => client.call("websites.grantLogo", { websiteId: props.website.id, ...file })}
          set={async (key) => {
            const { url: logoUrl } = await client.call("websites.setLogo", { websiteId: props.website.id, key })
            props.onSaved({ ...props.website, logoUrl })
          }}
          onChanged={(isRemoved) => {
            session.reload()
            tell(isRemoved ? "Logo removed" : "Logo saved")
          }}
        />
        <Field label="Name" required maxLength={30} disabled={!isManager} {...name.field} />
        <Field label="Domain" required maxLength={253} disabled={!isManager} inputmode="url" autocapitalize="off" spellcheck={false} {...domain.field} />
        <Field label="Contact e-mail" type="email" maxLength={254} disabled={!isManager} {...contact.field} hint="Where people reach you when chat isn't enough." />
        <ActionProblem of={save} />
        <Show when={isManager}>
          <div class="card-foot"><Button type="submit" look="primary" disabled={!edits.isChanged()} isBusy={save.isBusy()}>Save</Button></div>
        </Show>
      </form>
    </Card>
  )
}

/** Name, domain and manners of the site; at the end its deletion. */
export const General = () => {
  const { organization } = useSite()
  const website = createWebsite()
  return (
    <Switch fallback={<SkeletonRows kind="card" count={3} />}>
      <Match when={website.data()}>
        {(found) => (
          <>
            <Identity website={found()} onSaved={website.set} />
            <VisitorSettings website={found()} onSaved={website.set} />
            <Show when={organization.role === "owner"}><DeleteSite website={found()} /></Show>
          </>
        )}
      </Match>
      <Match when={website.problem()}>{(problem) => <PaneProblem title="The settings could not be loaded" problem={problem()} onRetry={website.reload} />}</Match>
    </Switch>
  )
}
