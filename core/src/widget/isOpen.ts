import type { WidgetState } from "./WidgetState.ts"

/** What the person sees: a responsive widget is always open, a controlled one is as its host says. */
export const isOpen = ({ launcher, settings }: WidgetState): boolean =>
  settings.mode === "responsive" || (settings.open ?? launcher.isOpen)
