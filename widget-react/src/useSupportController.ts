import type { SupportController } from "@cossistant/core/documented/client/SupportController"
import { createContext, useContext } from "react"

export const ControllerContext = createContext<SupportController | null>(null)

/** The controller that the provider above was given; throws where it was given none. */
export const useSupportController = (): SupportController => {
  const controller = useContext(ControllerContext)
  if (controller === null) throw new Error("No <SupportProvider> above was given a controller. Make one by createSupportController.")
  return controller
}
