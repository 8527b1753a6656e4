import type { WidgetState } from "@cossistant/core/widget/WidgetState"

export const routeOf = ({ router }: WidgetState): WidgetState["router"]["current"] => router.current

/** The name of the page that is shown. */
export const pageOf = (state: WidgetState): string => routeOf(state).page
