export { createWebsiteStore, getWebsiteState } from "../documented/websiteStore.ts"
export type { WebsiteState, WebsiteStore } from "../documented/websiteStore.ts"
