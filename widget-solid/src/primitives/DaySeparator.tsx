import { dayOf, defaultFormatDate, isToday, isYesterday, localDay } from "@cossistant/core/primitives/dayLabel"
import { type Accessor, createContext, createMemo, type JSX, mergeProps, splitProps, useContext } from "solid-js"
import { useNow } from "../panel/useNow.ts"
import { type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"
import { useWords } from "./useWords.ts"

export { defaultFormatDate }

/** What a separator's function child and class get. */
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

const LabelContext = /* @__PURE__ */ createContext<Accessor<string>>(() => "")

/** Says which day begins, between two messages. Its parts get the label from it. */
export const DaySeparator = (props: DaySeparatorProps): JSX.Element => {
  // A row of a timeline may be spread here: its type is no attribute.
  const [part, own, , rest] = splitProps(props as DaySeparatorProps & { readonly type?: unknown }, renderNames, ["date", "dateString", "formatDate"], ["type"])
  const words = useWords()
  // A page may stay open past midnight: whatever is said of a day is looked at again.
  const now = useNow(() => 60_000)
  const day = createMemo(() => own.date ?? (own.dateString === undefined ? now() : dayOf(own.dateString)))
  const formatted = createMemo(() => now() && (own.formatDate?.(day()) ?? defaultFormatDate(day(), words.locale)))
  const state: DaySeparatorState = {
    get date() { return day() },
    get dateString() { return own.dateString ?? localDay(day()) },
    get formattedDate() { return formatted() },
    get isToday() { return isToday(day(), now()) },
    get isYesterday() { return isYesterday(day(), now()) }
  }
  return (
    <LabelContext.Provider value={formatted}>
      {useRenderElement("div", part, { state, props: mergeProps({ role: "separator", get "aria-label"() { return formatted() } }, rest) })}
    </LabelContext.Provider>
  )
}

export type DaySeparatorLineProps = PartProps<"div">

/** A line beside the label; nothing to hear. */
export const DaySeparatorLine = (props: DaySeparatorLineProps): JSX.Element => {
  const [part, rest] = splitProps(props, renderNames)
  return useRenderElement("div", part, { props: mergeProps({ "aria-hidden": "true" }, rest) })
}

export interface DaySeparatorLabelProps extends PartProps<"span", { readonly formattedDate: string }> {
  /** Default: the separator's own. */
  readonly formattedDate?: string | undefined
}

/** The day's name. */
export const DaySeparatorLabel = (props: DaySeparatorLabelProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, ["formattedDate"])
  const label = useContext(LabelContext)
  const state = { get formattedDate() { return own.formattedDate ?? label() } }
  return useRenderElement("span", mergeProps({ get children() { return state.formattedDate } }, part), { state, props: rest })
}
