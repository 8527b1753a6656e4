import {
  ArrowDown, ArrowUp, ChevronLeft, ChevronRight, CircleAlert, Copy, Check, CloudOff, File as FileIcon, History, Paperclip, RotateCw,
  SmilePlus, X
} from "lucide"
import type { IconShapes } from "./IconShapes.ts"

/** Every icon of a plain conversation, picked one by one so that a bundle holds no other (Lucide, ISC). */
export const icons = {
  alert: CircleAlert,
  attach: Paperclip,
  back: ChevronLeft,
  check: Check,
  close: X,
  copy: Copy,
  down: ArrowDown,
  emoji: SmilePlus,
  file: FileIcon,
  forward: ChevronRight,
  history: History,
  offline: CloudOff,
  retry: RotateCw,
  send: ArrowUp
} satisfies Record<string, IconShapes>
