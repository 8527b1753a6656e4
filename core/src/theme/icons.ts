import {
  ArrowDown, ArrowUp, ChevronLeft, ChevronRight, CircleAlert, CircleCheck, Copy, Check, CloudOff, Download, File as FileIcon, History,
  MessageCircle, Paperclip, RotateCw, SmilePlus, Trash2, X
} from "lucide"
import type { IconShapes } from "./IconShapes.ts"

/** Every icon of the panel, picked one by one so that a bundle holds no other (Lucide, ISC). */
export const icons = {
  alert: CircleAlert,
  attach: Paperclip,
  back: ChevronLeft,
  chat: MessageCircle,
  check: Check,
  close: X,
  copy: Copy,
  delete: Trash2,
  down: ArrowDown,
  download: Download,
  emoji: SmilePlus,
  file: FileIcon,
  forward: ChevronRight,
  history: History,
  offline: CloudOff,
  resolved: CircleCheck,
  retry: RotateCw,
  send: ArrowUp
} satisfies Record<string, IconShapes>

export type IconName = keyof typeof icons
