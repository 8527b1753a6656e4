import { avatarFace } from "@cossistant/core/theme/avatarFace"
import { createSignal, type JSX, Show } from "solid-js"
import { Each } from "./Each.tsx"

interface AvatarProps {
  readonly name: string
  readonly image?: string | null | undefined
  readonly size?: 24 | 32
  /** Of a person of the team: a dot in its colour. */
  readonly presence?: "online" | "away" | null | undefined
}

/** A picture, or the name's first letter until it has loaded and when it can't. Decoration: the name stands in text nearby. */
export const Avatar = (props: AvatarProps): JSX.Element => {
  const [failed, setFailed] = createSignal<string | null>(null)
  const face = () => avatarFace(props.name)
  return (
    <span class="co-avatar" data-size={props.size ?? 24} data-tint={face().tint} data-presence={props.presence ?? undefined} aria-hidden="true">
      <span>{face().initial}</span>
      <Show when={props.image !== failed() && props.image}>
        {(image) => <img src={image()} alt="" referrerPolicy="no-referrer" onError={() => setFailed(image())} />}
      </Show>
    </span>
  )
}

interface AvatarsProps {
  readonly agents: ReadonlyArray<{
    readonly id: string | null
    readonly name: string | null
    readonly image: string | null
    readonly presence?: "online" | "away" | null
  }>
  /** Whose letter stands there while nobody is known. */
  readonly fallback: string
  readonly size?: 24 | 32
}

/** A few people, overlapping. */
export const Avatars = (props: AvatarsProps): JSX.Element => (
  <span class="co-avatars">
    <Show when={props.agents.length > 0} fallback={<Avatar name={props.fallback} size={props.size ?? 24} />}>
      <Each each={props.agents.map((agent) => ({ ...agent, key: agent.id ?? "" }))}>
        {(agent) => <Avatar name={agent().name ?? props.fallback} image={agent().image} presence={agent().presence} size={props.size ?? 24} />}
      </Each>
    </Show>
  </span>
)
