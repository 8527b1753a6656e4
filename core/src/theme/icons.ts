import {
  ArrowDown, ArrowUp, BookOpen, ChevronLeft, ChevronRight, CircleAlert, CircleCheck, Copy, Check, CloudOff, File as FileIcon, History,
  Paperclip, RotateCw, Search, SmilePlus, X
} from "lucide"
import type { IconShapes } from "./IconShapes.ts"

/** Every icon of the panel, picked one by one so that a bundle holds no other (Lucide, ISC). */
export const icons = {
  alert: CircleAlert,
  articles: BookOpen,
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
  resolved: CircleCheck,
  retry: RotateCw,
  search: Search,
  send: ArrowUp
} satisfies Record<string, IconShapes>
