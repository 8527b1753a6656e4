import { createSignal, Show } from "solid-js"
import { type TeamMember, useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Avatar } from "../ui/Avatar.tsx"
import { Button } from "../ui/Button.tsx"
import { Choice } from "../ui/Choice.tsx"
import { Modal } from "../ui/Modal.tsx"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"

type Role = TeamMember["role"]
const roleNames: Record<Role, string> = { owner: "Owner", admin: "Admin", member: "Member" }

/** The roles someone of `myRole` may give; only owners make or unmake owners. */
export const rolesToGive = (myRole: Role, theirRole: Role): ReadonlyArray<Role> => {
  if (myRole === "owner") return ["owner", "admin", "member"]
  return myRole === "admin" && theirRole !== "owner" ? ["admin", "member"] : []
}

/** A colleague with their role; what can't be changed is words, not a dead control. */
export const MemberRow = (props: { readonly member: TeamMember; readonly myRole: Role; readonly onChanged: () => void }) => {
  const { me, site } = useSite()
  const { client } = useServer()
  const [isLeaving, setLeaving] = createSignal(false)
  const websiteId = site.id
  const isMe = () => props.member.userId === me().userId
  const roles = () => isMe() ? [] : rolesToGive(props.myRole, props.member.role)
  const setRole = createAction((role: Role) => client.call("team.setRole", { websiteId, userId: props.member.userId, role }), () => {
    props.onChanged()
    tell("Role changed")
  })
  const remove = createAction(() => client.call("team.remove", { websiteId, userId: props.member.userId }), () => {
    setLeaving(false)
    props.onChanged()
    tell(`${props.member.name} was removed`)
  })
  const stay = () => {
    if (remove.isBusy()) return
    setLeaving(false)
    remove.forget()
  }
  return (
    <li class="member-row">
      <Avatar name={props.member.name} image={props.member.image} />
      <span class="member-text"><b>{props.member.name}{isMe() ? " (you)" : ""}</b><small>{props.member.email}</small></span>
      <Show when={roles().length > 0} fallback={<span class="muted">{roleNames[props.member.role]}</span>}>
        <Choice label={`Role of ${props.member.name}`} value={props.member.role} options={roles().map((role) => [role, roleNames[role]] as const)} action={setRole} />
        <Button look="quiet" aria-label={`Remove ${props.member.name}`} onClick={() => setLeaving(true)}>Remove</Button>
      </Show>
      <ActionProblem of={setRole} />
      <Modal isOpen={isLeaving()} title={`Remove ${props.member.name}?`} description="They lose access at once. Their replies stay in the conversations." onClose={stay}>
        <ActionProblem of={remove} />
        <div class="modal-actions">
          <Button onClick={stay}>Keep</Button>
          <Button look="danger" isBusy={remove.isBusy()} onClick={() => void remove.run()}>Remove</Button>
        </div>
      </Modal>
    </li>
  )
}
