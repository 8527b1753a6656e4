import { Check, Copy, File as FileIcon, RotateCw } from "lucide"
import type { IconShapes } from "./IconShapes.ts"

/** Icons of what may come with words: files and code. */
export const attachedIcons = { check: Check, copy: Copy, file: FileIcon, retry: RotateCw } satisfies Record<string, IconShapes>
