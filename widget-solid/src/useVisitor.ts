import { shellView } from "@cossistant/core/widget/launcherView"
import type { Visitor } from "@cossistant/core/widget/nouns"
import type { Widget } from "@cossistant/core/widget/widget"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface UseVisitorValue {
  /** This browser's visitor, null until there is one; a getter, kept current. */
  readonly visitor: Visitor | null
  /** Says who this visitor is; waits for the site when called early. Null when it was refused. */
  readonly identify: Widget["identify"]
  /** Merges facts into the visitor's contact; null when the visitor isn't identified. */
  readonly setVisitorMetadata: Widget["setMetadata"]
  /** Ends this visitor on this device and on the server; the next message starts a fresh one. */
  readonly logout: Widget["logout"]
}

/** Who is looking at this page, and how to tell more about them. Throws outside `SupportProvider`. */
export const useVisitor = (): UseVisitorValue => {
  const widget = useWidget()
  const shell = useView(shellView)
  return {
    get visitor() { return shell.visitor },
    identify: widget.identify,
    setVisitorMetadata: widget.setMetadata,
    logout: widget.logout
  }
}
