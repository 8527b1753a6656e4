import { createSignal } from "solid-js"
import type { ReportDays } from "@cossistant/core/analytics/InboxReport"

const key = "cossistant.report-days"
const choices: ReadonlyArray<ReportDays> = [7, 14, 30]
const [days, setDays] = createSignal<ReportDays>(choices.find((choice) => String(choice) === localStorage.getItem(key)) ?? 7)

/** The days that figures look back, on this device. */
export const reportDays = days
export const chooseReportDays = (choice: ReportDays): void => {
  localStorage.setItem(key, String(choice))
  setDays(choice)
}

export const dayOptions = choices.map((choice) => ({ id: String(choice), label: `${choice} days` }))
export const readDays = (text: string): ReportDays => choices.find((choice) => String(choice) === text) ?? 7
