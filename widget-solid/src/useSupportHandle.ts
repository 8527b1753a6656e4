import { supportHandle } from "@cossistant/core/documented/supportHandle"
import type { SupportHandle } from "@cossistant/types"
import { type Accessor, useContext } from "solid-js"
import type { CustomPage } from "./SupportProps.ts"
import { SupportScopeContext } from "./SupportScope.ts"
import { WidgetContext } from "./WidgetContext.ts"

/** What a ref on `Support` gives, for parts inside it; null outside. */
export const useSupportHandle = (): SupportHandle | null => {
  const widget = useContext(WidgetContext)
  const scope = useContext(SupportScopeContext)
  return widget !== undefined && scope !== undefined ? supportHandle(widget) : null
}

/** The pages that the host has given to the `Support` around; undefined outside one. */
export const useSupportCustomPages = (): Accessor<ReadonlyArray<CustomPage> | undefined> => {
  const scope = useContext(SupportScopeContext)
  return () => scope?.pages
}
