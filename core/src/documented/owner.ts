import { memo } from "../widget/memo.ts"
import type { WidgetState } from "../widget/WidgetState.ts"

/** Whose a widget's conversations are: what the wire leaves out, since each of its messages would say the same. */
export interface Owner {
  readonly organizationId: string
  readonly websiteId: string
  /** Empty while there is no visitor. */
  readonly visitorId: string
}

export const ownerOf: (state: WidgetState) => Owner = /* @__PURE__ */ memo(
  ({ panel, website: { value } }) => [
    value?.organizationId ?? "", value?.id ?? "", panel?.identity.visitorId ?? value?.visitor?.id ?? ""
  ] as const,
  (organizationId, websiteId, visitorId) => ({ organizationId, websiteId, visitorId })
)
