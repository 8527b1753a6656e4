import { type JSX, Show } from "solid-js"
import { Dynamic } from "solid-js/web"
import { useText } from "../TextContext.ts"
import { useChunk } from "../useChunk.ts"
import { loadSlots } from "./lazyParts.ts"
import { usePart } from "./usePart.ts"

const Watermark = (): JSX.Element => {
  const text = useText()
  const part = usePart("watermark")
  const slots = useChunk(() => part.Slot === undefined ? null : loadSlots)
  const line = () => (
    <span {...part.attributes} class={part.classNames()} data-slot="watermark">{text("common.brand.watermark")} <b>Cossistant</b></span>
  )
  return (
    <Show when={part.Slot} fallback={line()}>
      {(Slot) => <Show when={slots()}>{(slots) => <Dynamic component={slots().WatermarkSlot} Slot={Slot()} />}</Show>}
    </Show>
  )
}

/** The quiet line below a page. */
export const Footer = (props: { readonly page: string }): JSX.Element => {
  const part = usePart("footer")
  const line = () => (
    <footer {...part.attributes} class={part.classNames("co-footer")} data-slot="footer" data-page={props.page}><Watermark /></footer>
  )
  return (
    <Show when={part.Slot} fallback={line()}>
      {(Slot) => (
        <Dynamic
          component={Slot()}
          {...part.given}
          class={part.classNames()}
          className={part.classNames()}
          data-slot="footer"
          data-page={props.page}
          page={props.page}
        >
          <Watermark />
        </Dynamic>
      )}
    </Show>
  )
}
