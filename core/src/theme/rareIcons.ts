import { BookOpen, CircleCheck, Search } from "lucide"
import type { IconShapes } from "./IconShapes.ts"

/** Icons of the parts that few conversations come to. */
export const rareIcons = { articles: BookOpen, resolved: CircleCheck, search: Search } satisfies Record<string, IconShapes>
