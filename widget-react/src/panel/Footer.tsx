import { websiteOf } from "@cossistant/core/documented/websiteOf"
import type { ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { usePart } from "./usePart.ts"

const Watermark = (): ReactElement => {
  const text = useText()
  const website = useView(websiteOf)
  const { Slot, attributes, classNames, given } = usePart("watermark")
  if (Slot !== undefined) return <Slot {...given} className={classNames()} data-slot="watermark" website={website} />
  return <span {...attributes} className={classNames()} data-slot="watermark">{text("common.brand.watermark")} <b>Cossistant</b></span>
}

/** The quiet line below a page. */
export const Footer = ({ page }: { readonly page: string }): ReactElement => {
  const { Slot, attributes, classNames, given } = usePart("footer")
  if (Slot !== undefined) {
    return <Slot {...given} className={classNames()} data-slot="footer" data-page={page} page={page}><Watermark /></Slot>
  }
  return <footer {...attributes} className={classNames("co-footer")} data-slot="footer" data-page={page}><Watermark /></footer>
}
