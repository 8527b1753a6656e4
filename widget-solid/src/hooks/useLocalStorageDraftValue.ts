import {
  clearLocalStorageDraftValue, onLocalStorageDraft, readLocalStorageDraftValue, writeLocalStorageDraftValue
} from "@cossistant/core/documented/localStorageDraft"
import { createEffect, createMemo, createSignal, onCleanup, untrack } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"

export {
  clearLocalStorageDraftValue, getLocalStorageDraftStorageKey, LOCAL_STORAGE_DRAFT_EVENT, LOCAL_STORAGE_DRAFT_PREFIX,
  readLocalStorageDraftValue, writeLocalStorageDraftValue
} from "@cossistant/core/documented/localStorageDraft"

export interface UseLocalStorageDraftValueOptions {
  /** Names the draft; without one it is kept in memory only. */
  readonly id?: string | null | undefined
  /** Where nothing is stored. Default empty. */
  readonly initialValue?: string | undefined
}
export interface UseLocalStorageDraftValueReturn {
  readonly value: string
  readonly setValue: (next: string | ((value: string) => string)) => void
  readonly clearValue: () => void
}

/** A text that outlives the page, the same in every tab and every hook of this id. */
export const useLocalStorageDraftValue = (
  options: MaybeAccessor<UseLocalStorageDraftValueOptions> = {}
): UseLocalStorageDraftValueReturn => {
  const id = createMemo(() => read(options).id ?? null)
  const initialValue = createMemo(() => read(options).initialValue ?? "")
  // What is stored is read after the first drawing: a server has no storage, and both must draw the same.
  const [value, set] = createSignal(untrack(initialValue))
  createEffect(() => {
    const name = id()
    if (name === null) return
    set(readLocalStorageDraftValue(name) || initialValue())
    onCleanup(onLocalStorageDraft(name, set))
  })
  const setValue = (next: string | ((value: string) => string)) => untrack(() => {
    const text = typeof next === "function" ? next(value()) : next
    set(text)
    const name = id()
    if (name !== null) writeLocalStorageDraftValue(name, text)
  })
  const clearValue = () => untrack(() => {
    set("")
    const name = id()
    if (name !== null) clearLocalStorageDraftValue(name)
  })
  return { get value() { return value() }, setValue, clearValue }
}
