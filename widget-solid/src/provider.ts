export { type CossistantProviderProps, SupportProvider, type SupportProviderProps } from "./SupportProvider.tsx"
export { type CossistantContextValue, SupportContext } from "./SupportContext.tsx"
export { useSupport, type UseSupportValue } from "./useSupport.ts"
export type { ConfigurationError } from "@cossistant/core/widget/Problem"
