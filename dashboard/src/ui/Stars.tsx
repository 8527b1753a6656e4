import Star from "lucide-solid/icons/star"
import { For } from "solid-js"

/** A rating from 1 to 5, as stars and in words for who can't see them. */
export const Stars = (props: { readonly rating: number; readonly size?: number }) => (
  <span class="stars" role="img" aria-label={`${props.rating} of 5 stars`}>
    <For each={[1, 2, 3, 4, 5]}>{(star) => <Star size={props.size ?? 14} data-on={star <= props.rating ? "" : undefined} />}</For>
  </span>
)
