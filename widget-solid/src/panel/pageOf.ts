import type { WidgetState } from "@cossistant/core/widget/WidgetState"

/** The name of the page that is shown. */
export const pageOf = ({ router }: WidgetState): string => router.current.page
