import { ChevronDown, MessageCircle } from "lucide"
import type { IconShapes } from "./IconShapes.ts"

/** The launcher's two faces, apart from the panel's icons because they load first. */
export const launcherIcons = { closed: MessageCircle, open: ChevronDown } satisfies Record<string, IconShapes>
