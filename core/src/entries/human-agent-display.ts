export { normalizeHumanAgentName, resolveHumanAgentDisplay } from "../documented/humanAgentDisplay.ts"
export type { HumanAgentDisplay } from "../documented/humanAgentDisplay.ts"
