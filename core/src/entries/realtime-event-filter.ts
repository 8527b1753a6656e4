export { getTargetVisitorId, shouldDeliverEvent } from "../documented/realtimeFilter.ts"
export type { RealtimeListener } from "../documented/realtimeFilter.ts"
