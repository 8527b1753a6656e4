import { useContext } from "solid-js"
import { type CossistantContextValue, SupportContext, useWidgetValue } from "./SupportContext.tsx"

export type UseSupportValue = CossistantContextValue

/**
 * The support widget of this page: its state, and how to open and close it. The fields are getters: read them where they
 * are used. Throws outside `SupportProvider`.
 */
export const useSupport = (): UseSupportValue =>
  // Without it the provider above was drawn before this module came, which stays so while this is mounted.
  useContext(SupportContext) ?? useWidgetValue()
