export { createSupportStore } from "../documented/supportStore.ts"
export type { NavigationStack, SupportConfig, SupportStore, SupportStoreState } from "../documented/supportStore.ts"
