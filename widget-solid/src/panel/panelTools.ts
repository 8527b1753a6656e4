import { HeaderBar, PinnedBar } from "./HeaderBar.tsx"
import { Router } from "./Router.tsx"

/** What the parts of a host's own panel draw with. */
export const panelTools = { HeaderBar, PinnedBar, Router }
