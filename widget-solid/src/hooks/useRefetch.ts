import { type KeepFresh, keepFresh } from "@cossistant/core/documented/keepFresh"
import { type Accessor, createEffect, onCleanup } from "solid-js"

/** When a hook asks again by itself. */
export type RefetchOptions = KeepFresh

/** Calls `refetch` as the options say, while enabled. */
export const useRefetch = (isEnabled: Accessor<boolean>, options: Accessor<RefetchOptions>, refetch: () => Promise<unknown>): void =>
  createEffect(() => {
    const { refetchInterval, refetchOnWindowFocus } = options()
    if (isEnabled()) onCleanup(keepFresh(refetch, { refetchInterval, refetchOnWindowFocus }))
  })
