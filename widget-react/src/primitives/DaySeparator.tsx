"use client"
import { dayOf, defaultFormatDate, isToday, isYesterday, localDay } from "@cossistant/core/primitives/dayLabel"
import { createContext, forwardRef, useContext } from "react"
import { useNow } from "../panel/useNow.ts"
import { type PartProps, useRenderElement } from "./renderElement.tsx"
import { useWords } from "./useWords.ts"

export { defaultFormatDate }

/** What a separator's function child and class name get. */
export interface DaySeparatorState {
  readonly date: Date
  readonly dateString: string
  readonly formattedDate: string
  readonly isToday: boolean
  readonly isYesterday: boolean
}

export interface DaySeparatorProps extends PartProps<"div", DaySeparatorState> {
  readonly date?: Date | undefined
  /** `YYYY-MM-DD`; stands for `date` where only one is given. */
  readonly dateString?: string | undefined
  /** Default `defaultFormatDate`: today, yesterday, else the long date, in the language of the provider. */
  readonly formatDate?: ((date: Date) => string) | undefined
}

const LabelContext = createContext("")

/** Says which day begins, between two messages. Its parts get the label from it. */
export const DaySeparator = forwardRef<HTMLDivElement, DaySeparatorProps>((
  { asChild, children, className, date, dateString, formatDate, ...props }, ref
) => {
  // A page may stay open past midnight.
  const now = useNow(60_000)
  const day = date ?? (dateString === undefined ? now : dayOf(dateString))
  const { locale } = useWords()
  const formattedDate = formatDate === undefined ? defaultFormatDate(day, locale) : formatDate(day)
  const element = useRenderElement("div", { asChild, children, className }, {
    ref,
    state: { date: day, dateString: dateString ?? localDay(day), formattedDate, isToday: isToday(day, now), isYesterday: isYesterday(day, now) },
    props: { role: "separator", "aria-label": formattedDate, ...props }
  })
  return <LabelContext.Provider value={formattedDate}>{element}</LabelContext.Provider>
})

export type DaySeparatorLineProps = PartProps<"div">

/** A line beside the label; nothing to hear. */
export const DaySeparatorLine = forwardRef<HTMLDivElement, DaySeparatorLineProps>(({ asChild, children, className, ...props }, ref) =>
  useRenderElement("div", { asChild, children, className }, { ref, props: { "aria-hidden": "true", ...props } }))

export interface DaySeparatorLabelProps extends PartProps<"span", { readonly formattedDate: string }> {
  /** Default: the separator's own. */
  readonly formattedDate?: string | undefined
}

/** The day's name. */
export const DaySeparatorLabel = forwardRef<HTMLSpanElement, DaySeparatorLabelProps>((
  { asChild, children, className, formattedDate, ...props }, ref
) => {
  const own = useContext(LabelContext)
  const label = formattedDate ?? own
  return useRenderElement("span", { asChild, children: children ?? label, className }, { ref, state: { formattedDate: label }, props })
})
