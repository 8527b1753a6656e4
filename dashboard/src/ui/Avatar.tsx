import { avatarFace } from "@cossistant/core/theme/avatarFace"
import { createSignal, Show } from "solid-js"

/** A person's picture, or their initial on a tint. `isOnline` adds a dot; the name beside it says it in words. */
export const Avatar = (props: {
  readonly name: string
  readonly image?: string | null | undefined
  readonly size?: 20 | 24 | 32 | 40 | undefined
  readonly isOnline?: boolean | undefined
}) => {
  const [isBroken, setBroken] = createSignal(false)
  const face = () => avatarFace(props.name)
  return (
    <span class="avatar" data-size={props.size ?? 32} data-tint={face().tint} aria-hidden="true">
      <Show when={!isBroken() && props.image} fallback={face().initial}>
        {(image) => <img src={image()} alt="" loading="lazy" onError={() => setBroken(true)} />}
      </Show>
      <Show when={props.isOnline}><span class="avatar-dot" /></Show>
    </span>
  )
}
