import { useContext } from "react"
import { type CossistantContextValue, SupportContext, useWidgetValue } from "./SupportContext.tsx"

export type UseSupportValue = CossistantContextValue

/** The support widget of this page: its state, and how to open and close it. Throws outside `SupportProvider`. */
export const useSupport = (): UseSupportValue => {
  const given = useContext(SupportContext)
  // Without it the provider above was drawn before this module came, which stays so while this is mounted.
  return given ?? useWidgetValue()
}
