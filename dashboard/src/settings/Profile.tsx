import { FormProblem } from "../account/AccountCard.tsx"
import { passwordProblem } from "../account/auth.ts"
import { createForm } from "../account/createForm.ts"
import { alertSettings, changeAlertSettings } from "../alerts/alertSettings.ts"
import { chime } from "../alerts/chime.ts"
import { useSession } from "../session/Session.tsx"
import { switchDesktop } from "../site/AccountMenu.tsx"
import { useSite } from "../site/SiteContext.ts"
import { chooseTheme, theme } from "../theme/theme.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createEdit, createEdits } from "../ui/createEdit.ts"
import { Field } from "../ui/Field.tsx"
import { focusMain } from "../ui/focusMain.ts"
import { Segments } from "../ui/Segments.tsx"
import { Switch as Toggle } from "../ui/Switch.tsx"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { DeleteAccount } from "./DeleteAccount.tsx"
import { EmailCard } from "./EmailCard.tsx"
import { PictureField } from "./PictureField.tsx"
import { guardUnsaved } from "./UnsavedGuard.tsx"

const themes = [{ id: "system", label: "As on this device" }, { id: "light", label: "Light" }, { id: "dark", label: "Dark" }] as const

const NameCard = () => {
  const { me, site } = useSite()
  const { client } = useServer()
  const session = useSession()
  const name = createEdit(() => me().name, (text) => text.trim() === "" ? "Type the name that visitors should see." : null)
  const edits = createEdits(name)
  guardUnsaved(edits.isChanged)
  const save = createAction(async () => {
    const keep = edits.sent()
    session.set(await client.call("me.update", { name: name.value().trim() }))
    keep()
  }, () => tell("Saved"))
  return (
    <Card title="You" lead="Visitors see your name and picture beside your replies.">
      <form class="card-form" noValidate onSubmit={edits.onSubmit(() => void save.run())}>
        <PictureField
          label="Picture" name={me().name} image={me().image} hint="JPEG, PNG, GIF or WebP, at most 5 MB. Shown on all your sites."
          grant={(file) => client.call("me.grantImage", { websiteId: site.id, ...file })}
          set={(key) => client.call("me.setImage", { websiteId: site.id, key })}
          onChanged={(isRemoved) => {
            session.reload()
            tell(isRemoved ? "Picture removed" : "Picture saved")
          }}
        />
        <Field label="Name" autocomplete="name" required maxLength={120} {...name.field} />
        <ActionProblem of={save} />
        <div class="card-foot"><Button type="submit" look="primary" disabled={!edits.isChanged()} isBusy={save.isBusy()}>Save</Button></div>
      </form>
    </Card>
  )
}

const PasswordCard = () => {
  const { auth } = useServer()
  const session = useSession()
  const current = createEdit(() => "", (text) => text === "" ? "Type the password you sign in with now." : null)
  const next = createEdit(() => "", passwordProblem)
  const edits = createEdits(current, next)
  // The current one may be a password manager's doing.
  guardUnsaved(next.isChanged)
  const form = createForm(() => auth.changePassword(current.value(), next.value()), () => {
    edits.sent()()
    // The open line still carries the old session; with the new one the page is drawn anew.
    void session.renew().then(() => {
      if (document.activeElement === document.body) focusMain()
    })
    tell("Password changed. You were signed out everywhere else.")
  })
  const isWrong = () => form.refusal()?.code === "INVALID_PASSWORD"
  return (
    <Card title="Password" lead="Changing it signs you out on all other devices.">
      <form class="card-form" noValidate onSubmit={edits.onSubmit(() => void form.submit())}>
        <Field label="Current password" type="password" autocomplete="current-password" required {...current.field} error={current.field.error ?? (isWrong() ? form.problem() : null)} />
        <Field label="New password" type="password" autocomplete="new-password" required maxLength={128} {...next.field} hint="At least 8 characters." />
        <FormProblem text={isWrong() ? null : form.problem()} />
        <div class="card-foot"><Button type="submit" disabled={!edits.isChanged()} isBusy={form.isBusy()}>Change password</Button></div>
      </form>
    </Card>
  )
}

/** Who the member is, and how this browser asks for attention and looks. */
export const Profile = () => (
  <>
    <NameCard />
    <EmailCard />
    <Card title="New messages" lead="While this tab is out of sight. The tab's title always counts them.">
      <Toggle label="Sound" hint="Two soft notes, in one tab only." isOn={alertSettings().sound} onChange={(sound) => {
        changeAlertSettings({ sound })
        if (sound) void chime()
      }} />
      <Toggle label="Desktop notifications" hint="Your browser asks for consent first." isOn={alertSettings().desktop} onChange={(isOn) => void switchDesktop(isOn)} />
    </Card>
    <Card title="Look" action={<Segments label="Theme" options={themes} value={theme()} onChange={chooseTheme} />} />
    <PasswordCard />
    <DeleteAccount />
  </>
)
