import {
  clearLocalStorageDraftValue, onLocalStorageDraft, readLocalStorageDraftValue, writeLocalStorageDraftValue
} from "@cossistant/core/documented/localStorageDraft"
import { useCallback, useEffect, useMemo, useState } from "react"
import { useLatest } from "./useLatest.ts"

export {
  clearLocalStorageDraftValue, getLocalStorageDraftStorageKey, LOCAL_STORAGE_DRAFT_EVENT, LOCAL_STORAGE_DRAFT_PREFIX,
  readLocalStorageDraftValue, writeLocalStorageDraftValue
} from "@cossistant/core/documented/localStorageDraft"

export interface UseLocalStorageDraftValueOptions {
  /** Names the draft; without one it is kept in memory only. */
  id?: string | null | undefined
  /** Where nothing is stored. Default empty. */
  initialValue?: string | undefined
}
export interface UseLocalStorageDraftValueReturn {
  value: string
  setValue: (next: string | ((value: string) => string)) => void
  clearValue: () => void
}

/** A text that outlives the page, the same in every tab and every hook of this id. */
export const useLocalStorageDraftValue = (
  { id = null, initialValue = "" }: UseLocalStorageDraftValueOptions = {}
): UseLocalStorageDraftValueReturn => {
  // What is stored is read after the first render: a server has no storage, and both must draw the same.
  const [held, set] = useState({ id, value: initialValue })
  // Another draft's text is never shown as this one's.
  const value = held.id === id ? held.value : initialValue
  const current = useLatest(value)
  useEffect(() => {
    if (id === null) return
    set({ id, value: readLocalStorageDraftValue(id) || initialValue })
    return onLocalStorageDraft(id, (value) => set({ id, value }))
  }, [id, initialValue])
  const setValue = useCallback((next: string | ((value: string) => string)) => {
    const text = typeof next === "function" ? next(current()) : next
    set({ id, value: text })
    if (id !== null) writeLocalStorageDraftValue(id, text)
  }, [id, current])
  const clearValue = useCallback(() => {
    set({ id, value: "" })
    if (id !== null) clearLocalStorageDraftValue(id)
  }, [id])
  return useMemo(() => ({ value, setValue, clearValue }), [value, setValue, clearValue])
}
