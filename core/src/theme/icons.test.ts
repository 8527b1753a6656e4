import {
  ArrowDown, ArrowUp, BookOpen, Check, ChevronDown, ChevronLeft, ChevronRight, CircleAlert, CircleCheck, CloudOff, Copy, File as FileIcon, History,
  type IconNode, MessageCircle, Paperclip, RotateCw, Search, SmilePlus, X
} from "lucide"
import { expect, it } from "vitest"
import { attachedIcons } from "./attachedIcons.ts"
import { icons } from "./icons.ts"
import { launcherIcons } from "./launcherIcons.ts"
import { rareIcons } from "./rareIcons.ts"

/** A path begins absolutely whatever its letter; behind another one it has to say so. */
const absolute = (path: string): string => {
  const [, x, y, rest] = /^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)\s*(.*)$/.exec(path) ?? []
  return rest === undefined ? path : `M${x} ${y}${/^[\d.-]/.test(rest) ? `l${rest}` : rest}`
}

/** A path's numbers to a tenth of a pixel and no further, which is less than is seen at the size they are drawn in. */
const toTenths = (path: string): string =>
  path.replace(/-?(?:\d+\.\d+|\.\d+)/g, (number) => String(Math.round(Number(number) * 10) / 10).replace(/^(-?)0\./, "$1."))

/** The one path that draws what the shapes of one of Lucide's icons draw. */
const pathOf = (icon: IconNode, round = (path: string) => path): string => icon.map(([tag, attributes]) => {
  const of = (name: string) => Number(attributes[name])
  switch (tag) {
    case "path": return round(absolute(String(attributes["d"])))
    case "circle": {
      const r = of("r")
      return `M${of("cx")} ${of("cy") - r}a${r} ${r} 0 1 0 0 ${2 * r} ${r} ${r} 0 1 0 0-${2 * r}`
    }
    case "line": return `M${of("x1")} ${of("y1")}L${of("x2")} ${of("y2")}`
    case "rect": {
      const [r, x, y, width, height] = [of("rx"), of("x"), of("y"), of("width"), of("height")]
      const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1${dx < 0 ? "" : " "}${dx}${dy < 0 ? "" : " "}${dy}`
      return `M${x + r} ${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h-${width - 2 * r}${corner(-r, -r)}v-${height - 2 * r}${corner(r, -r)}z`
    }
    default: throw new Error(`Lucide draws a ${tag}: say how that is a path.`)
  }
}).join("")

it("icons are Lucide's, each as one path, those of every conversation to a tenth of a pixel", () => {
  const paths = (lucide: Readonly<Record<string, IconNode>>, round?: (path: string) => string) =>
    Object.fromEntries(Object.entries(lucide).map(([name, icon]) => [name, pathOf(icon, round)]))
  expect(icons).toEqual(paths({
    alert: CircleAlert, attach: Paperclip, back: ChevronLeft, close: X, down: ArrowDown, emoji: SmilePlus, forward: ChevronRight, history: History,
    offline: CloudOff, send: ArrowUp
  }, toTenths))
  expect(launcherIcons).toEqual(paths({ closed: MessageCircle, open: ChevronDown }, toTenths))
  expect(attachedIcons).toEqual(paths({ check: Check, copy: Copy, file: FileIcon, retry: RotateCw }))
  expect(rareIcons).toEqual(paths({ articles: BookOpen, resolved: CircleCheck, search: Search }))
})
