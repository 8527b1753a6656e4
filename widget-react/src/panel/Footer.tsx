import type { ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { Slotted } from "./Rare.tsx"
import { usePart } from "./usePart.ts"

const Watermark = (): ReactElement | null => {
  const text = useText()
  const { Slot, attributes, classNames } = usePart("watermark")
  if (Slot !== undefined) return <Slotted part="WatermarkSlot" Slot={Slot} />
  return <span {...attributes} className={classNames()} data-slot="watermark">{text("common.brand.watermark")} <b>Cossistant</b></span>
}

/** The quiet line below a page. */
export const Footer = ({ page }: { readonly page: string }): ReactElement => {
  const { Slot, attributes, classNames, given } = usePart("footer")
  if (Slot !== undefined) {
    return <Slot {...given} className={classNames()} data-slot="footer" data-page={page} page={page}><Watermark /></Slot>
  }
  return <div {...attributes} className={classNames("co-footer")} data-slot="footer" data-page={page}><Watermark /></div>
}
