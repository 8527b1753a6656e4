import type { Widget } from "../widget/widget.ts"
import { CossistantError } from "./CossistantError.ts"
import { until } from "./until.ts"

/** Makes sure that there is a visitor, and gives its id. Rejects for one who is blocked, and where the server makes none. */
export const awaitVisitor = async (widget: Widget): Promise<string> => {
  await widget.load()
  widget.send({ _tag: "VisitorAsked" })
  return until(widget, ({ panel, website }) => {
    if (website.value?.visitor?.isBlocked) throw new CossistantError("VISITOR_BLOCKED")
    if (panel?.identity.status === "none") throw new CossistantError("UNREACHABLE")
    return panel?.identity.status === "known" ? panel.identity.visitorId ?? undefined : undefined
  })
}
