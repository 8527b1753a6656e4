import { avatarFace } from "@cossistant/core/theme/avatarFace"
import { type ReactElement, useState } from "react"

interface AvatarProps {
  readonly name: string
  readonly image?: string | null | undefined
  readonly size?: 24 | 32
  /** Of a person of the team: a dot in its colour. */
  readonly presence?: "online" | "away" | null | undefined
}

/** A picture, or the name's first letter until it has loaded and when it can't. Decoration: the name stands in text nearby. */
export const Avatar = ({ image, name, presence, size = 24 }: AvatarProps): ReactElement => {
  const [failed, setFailed] = useState<string | null>(null)
  const { initial, tint } = avatarFace(name)
  return (
    <span className="co-avatar" data-size={size} data-tint={tint} data-presence={presence ?? undefined} aria-hidden="true">
      <span>{initial}</span>
      {image && failed !== image && <img src={image} alt="" referrerPolicy="no-referrer" onError={() => setFailed(image)} />}
    </span>
  )
}

interface AvatarsProps {
  readonly agents: ReadonlyArray<{ readonly id: string | null; readonly name: string | null; readonly image: string | null
    readonly presence?: "online" | "away" | null }>
  /** Whose letter stands there while nobody is known. */
  readonly fallback: string
  readonly size?: 24 | 32
}

/** A few people, overlapping. */
export const Avatars = ({ agents, fallback, size = 24 }: AvatarsProps): ReactElement => (
  <span className="co-avatars">
    {agents.length === 0 && <Avatar name={fallback} size={size} />}
    {agents.map((agent) => <Avatar key={agent.id} name={agent.name ?? fallback} image={agent.image} presence={agent.presence} size={size} />)}
  </span>
)
