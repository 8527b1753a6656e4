export { type CossistantProviderProps, SupportProvider, type SupportProviderProps } from "./SupportProvider.tsx"
export { type CossistantContextValue, SupportContext, useSupport, type UseSupportValue } from "./useSupport.ts"
export type { ConfigurationError } from "@cossistant/core/widget/Problem"
