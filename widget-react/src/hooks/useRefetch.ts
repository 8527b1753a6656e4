import { type KeepFresh, keepFresh } from "@cossistant/core/documented/keepFresh"
import { useEffect } from "react"
import { useLatest } from "./useLatest.ts"

/** When a hook asks again by itself. */
export type RefetchOptions = KeepFresh

/** Calls `refetch` as the options say, while enabled. */
export const useRefetch = (
  isEnabled: boolean, { refetchInterval, refetchOnWindowFocus }: RefetchOptions, refetch: () => Promise<unknown>
): void => {
  const latest = useLatest(refetch)
  useEffect(
    () => isEnabled ? keepFresh(() => latest()(), { refetchInterval, refetchOnWindowFocus }) : undefined,
    [isEnabled, refetchInterval, refetchOnWindowFocus, latest]
  )
}
