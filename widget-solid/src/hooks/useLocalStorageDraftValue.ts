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
  const [held, set] = createSignal(untrack(() => ({ id: id(), value: initialValue() })))
  // Another draft's text is never shown as this one's.
  const value = createMemo(() => held().id === id() ? held().value : initialValue())
  createEffect(() => {
    const name = id()
    if (name === null) return
    set({ id: name, value: readLocalStorageDraftValue(name) || initialValue() })
    onCleanup(onLocalStorageDraft(name, (value) => set({ id: name, value })))
  })
  const setValue = (next: string | ((value: string) => string)) => untrack(() => {
    const text = typeof next === "function" ? next(value()) : next
    const name = id()
    set({ id: name, value: text })
    if (name !== null) writeLocalStorageDraftValue(name, text)
  })
  const clearValue = () => untrack(() => {
    const name = id()
    set({ id: name, value: "" })
    if (name !== null) clearLocalStorageDraftValue(name)
  })
  return { get value() { return value() }, setValue, clearValue }
}
