import type { JSX } from "solid-js"
import { useText } from "../TextContext.ts"
import { Slotted } from "./Slotted.tsx"
import { usePart } from "./usePart.ts"

const Watermark = (): JSX.Element => {
  const text = useText()
  const takeGiven = usePart("watermark")
  const line = () => <span ref={takeGiven} data-slot="watermark">{text("common.brand.watermark")} <b>Cossistant</b></span>
  return <Slotted slot="watermark" fallback={line()} />
}

/** The quiet line below a page. */
export const Footer = (props: { readonly page: string }): JSX.Element => {
  const takeGiven = usePart("footer")
  const line = () => <div ref={takeGiven} class="co-footer" data-slot="footer" data-page={props.page}><Watermark /></div>
  return <Slotted slot="footer" fallback={line()} page={props.page}><Watermark /></Slotted>
}
