import { websiteOf } from "@cossistant/core/documented/websiteOf"
import type { JSX } from "solid-js"
import { useValue } from "../useView.ts"
import { drawSlot } from "./drawSlot.ts"

interface HeaderSlotProps {
  readonly page: string
  readonly class: string | undefined
  readonly actions: JSX.Element
  readonly onGoBack: (() => void) | undefined
  readonly children: JSX.Element
}

/** The host's bar above a page. */
export const HeaderSlot = (props: HeaderSlotProps): JSX.Element =>
  drawSlot("header", {
    "data-slot": "header",
    get "data-page"() { return props.page },
    get page() { return props.page },
    get actions() { return props.actions },
    get onGoBack() { return props.onGoBack },
    get children() { return props.children }
  }, { more: () => props.class })

interface FooterSlotProps {
  readonly page: string
  readonly children: JSX.Element
}

/** The host's line below a page. */
export const FooterSlot = (props: FooterSlotProps): JSX.Element =>
  drawSlot("footer", {
    "data-slot": "footer",
    get "data-page"() { return props.page },
    get page() { return props.page },
    get children() { return props.children }
  })

/** The host's line in place of the product's name. */
export const WatermarkSlot = (): JSX.Element => {
  const website = useValue(websiteOf)
  return drawSlot("watermark", { "data-slot": "watermark", get website() { return website() } })
}
