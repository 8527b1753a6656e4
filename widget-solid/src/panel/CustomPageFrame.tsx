import { type Component, createMemo, type JSX } from "solid-js"
import { drawComponent } from "../drawComponent.ts"
import type { CustomPage } from "../SupportProps.ts"
import { useValue } from "../useView.ts"
import { routeOf } from "./pageOf.ts"

/** `CONVERSATION_HISTORY` is drawn in `conversation-history-page`. */
const slotOf = (page: string): string => `${page.toLowerCase().replaceAll("_", "-")}-page`

/** A page of the host's own, as it was navigated to. */
export interface OwnPage {
  readonly name: string
  readonly key: string
  readonly component: CustomPage["component"]
}

/** The host's page in a frame like the built-in ones'. */
export const CustomPageFrame = (props: { readonly page: OwnPage }): JSX.Element => {
  const route = useValue(routeOf)
  // It keeps the params it was shown with while another page takes its place.
  const params = createMemo<unknown>((before) => route().page === props.page.name || before === undefined ? route().params : before)
  return (
    <div class="co-page co-page-custom co-scroll" data-slot={slotOf(props.page.name)} data-page={props.page.name}>
      {/* Which params a name has, whoever navigated knew. */}
      {drawComponent(() => props.page.component as Component<{ params?: unknown }>, { get params() { return params() } })}
    </div>
  )
}
