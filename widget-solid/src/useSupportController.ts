import { controllerOf, type SupportController } from "@cossistant/core/documented/client/SupportController"
import { useWidget } from "./WidgetContext.ts"

/**
 * The controller of the provider above: the one it was given, else one of the provider's own widget. Its functions move
 * that widget; `destroy` doesn't end what the provider has started. Throws outside `SupportProvider`.
 */
export const useSupportController = (): SupportController => controllerOf(useWidget())
