import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight, CircleAlert, CloudOff, History, Paperclip, SmilePlus, X } from "lucide"
import type { IconShapes } from "./IconShapes.ts"

/** Every icon of a plain conversation, picked one by one so that a bundle holds no other (Lucide, ISC). */
export const icons = {
  alert: CircleAlert,
  attach: Paperclip,
  back: ChevronLeft,
  close: X,
  down: ArrowDown,
  emoji: SmilePlus,
  forward: ChevronRight,
  history: History,
  offline: CloudOff,
  send: ArrowUp
} satisfies Record<string, IconShapes>
