import type { InboxFigures } from "@cossistant/core/analytics/InboxReport"

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })
const fine = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 })

/** A length of time in its largest unit: "40 s", "4 min", "1.5 h", "2 days". */
export const durationText = (seconds: number): string => {
  if (seconds < 59.5) return `${whole.format(seconds)} s`
  if (seconds < 3570) return `${whole.format(seconds / 60)} min`
  if (seconds < 84_600) return `${fine.format(seconds / 3600)} h`
  const days = fine.format(seconds / 86_400)
  return `${days} ${days === "1" ? "day" : "days"}`
}

/** A figure of the strip: its name, its value in words, and how it stands against the period before. */
export interface Figure {
  readonly name: string
  readonly about: string
  readonly value: string
  /** Null where one of the two periods has nothing to compare. */
  readonly change: { readonly text: string; readonly isBetter: boolean | null } | null
}

type Read = (figures: InboxFigures) => number | null

interface Kind {
  readonly name: string
  readonly about: string
  readonly read: Read
  readonly text: (value: number) => string
  /** Which way is better; null where neither is. */
  readonly better: "more" | "less" | null
  /** Compared by difference, not by share: what is a percentage or an index already. */
  readonly isPoints?: true
}

const kinds: ReadonlyArray<Kind> = [
  { name: "First reply", about: "Median time from a visitor's first message to a person's first public answer", read: (f) => f.firstReplySeconds, text: durationText, better: "less" },
  { name: "Resolution", about: "Median time from beginning to resolution, by people and AI", read: (f) => f.resolutionSeconds, text: durationText, better: "less" },
  { name: "Handled by AI", about: "Share of resolutions that are an AI's", read: (f) => f.aiHandledPercent, text: (value) => `${whole.format(value)} %`, better: null, isPoints: true },
  { name: "Satisfaction", about: "0 to 100: ratings, sentiment (50 until an AI reads conversations), speed and resolution", read: (f) => f.satisfaction, text: (value) => whole.format(value), better: "more", isPoints: true },
  { name: "Visitors", about: "Different visitors with the widget on a page; large numbers within about 2 %", read: (f) => f.visitors, text: (value) => whole.format(value), better: null }
]

const changeOf = (kind: Kind, now: number | null, before: number | null): Figure["change"] => {
  if (now === null || before === null || (before === 0 && kind.isPoints !== true)) return null
  const difference = kind.isPoints === true ? now - before : (now - before) / before * 100
  const rounded = Math.round(difference)
  const sign = rounded > 0 ? "+" : rounded < 0 ? "−" : "±"
  return {
    text: `${sign}${whole.format(Math.abs(rounded))}${kind.isPoints === true ? "" : " %"}`,
    isBetter: rounded === 0 || kind.better === null ? null : (rounded > 0) === (kind.better === "more")
  }
}

/** The strip's figures in their order; "No data" where nothing could be measured. */
export const figuresIn = (current: InboxFigures, previous: InboxFigures): ReadonlyArray<Figure> =>
  kinds.map((kind) => {
    const now = kind.read(current)
    return { name: kind.name, about: kind.about, value: now === null ? "No data" : kind.text(now), change: changeOf(kind, now, kind.read(previous)) }
  })
