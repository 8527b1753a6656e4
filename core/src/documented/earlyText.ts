import type { Widget } from "../widget/widget.ts"
import { type Cell, makeCell } from "./cell.ts"
import { until } from "./until.ts"

/** Texts by conversation. */
export type EarlyTexts = Readonly<Record<string, string>>

const none: EarlyTexts = {}
const cells = new WeakMap<Widget, Cell<EarlyTexts>>()

/**
 * What was typed before the second half of the widget was here. It is shown at once: a field that shows its text a moment
 * later loses every key that is pressed meanwhile.
 */
export const earlyTexts = (widget: Widget): Cell<EarlyTexts> => {
  const cell = cells.get(widget) ?? makeCell(none)
  cells.set(widget, cell)
  return cell
}

/** Gives the widget what was typed before. Shown are the same words, before and after. */
const handOver = (widget: Widget): void => {
  const cell = earlyTexts(widget)
  for (const [id, text] of Object.entries(cell.get())) widget.setDraft(id, text)
  cell.set(none)
}

/** Writes into the field of a conversation, whether the widget's second half is here or not; asks for it if it isn't. */
export const writeText = (widget: Widget, conversationId: string, text: string): void => {
  if (widget.get().panel !== null) {
    handOver(widget)
    return widget.setDraft(conversationId, text)
  }
  const cell = earlyTexts(widget)
  const isFirst = cell.get() === none
  cell.set({ ...cell.get(), [conversationId]: text })
  // Whoever loads it: one that can't be loaded now is asked for again by other things, too.
  if (isFirst) until(widget, ({ panel }) => panel === null ? undefined : true).then(() => handOver(widget), () => {})
  widget.load().catch(() => {})
}
