/** What the keys of drafts begin with, before a colon. */
export const LOCAL_STORAGE_DRAFT_PREFIX = "cossistant:draft"
/** Told on the window when a draft of this page changed; its `detail` is `{ key, value }`. */
export const LOCAL_STORAGE_DRAFT_EVENT = "cossistant:local-storage-draft"

/** The key of a draft. */
export const getLocalStorageDraftStorageKey = (id: string): string => `${LOCAL_STORAGE_DRAFT_PREFIX}:${id}`

/** What is stored as a draft, empty where there is none or storage is forbidden. */
export const readLocalStorageDraftValue = (id: string): string => {
  try {
    return globalThis.localStorage?.getItem(getLocalStorageDraftStorageKey(id)) ?? ""
  } catch {
    return ""
  }
}

const tell = (key: string, value: string): void => {
  globalThis.window?.dispatchEvent(new CustomEvent(LOCAL_STORAGE_DRAFT_EVENT, { detail: { key, value } }))
}

/** Stores a draft, and tells others of this page; an empty one is removed. Where storage is forbidden it only tells. */
export const writeLocalStorageDraftValue = (id: string, value: string): void => {
  const key = getLocalStorageDraftStorageKey(id)
  try {
    if (value === "") globalThis.localStorage?.removeItem(key)
    else globalThis.localStorage?.setItem(key, value)
  } catch {
    // Forbidden or full: the draft lives as long as the page.
  }
  tell(key, value)
}

export const clearLocalStorageDraftValue = (id: string): void => writeLocalStorageDraftValue(id, "")

/** Hears of a draft's changes, by this page and by other tabs; gives what stops it. */
export const onLocalStorageDraft = (id: string, listener: (value: string) => void): () => void => {
  const key = getLocalStorageDraftStorageKey(id)
  const onStorage = (event: StorageEvent) => {
    if (event.key === key || event.key === null) listener(event.key === null ? "" : event.newValue ?? "")
  }
  const onTold = (event: Event) => {
    const detail: unknown = event instanceof CustomEvent ? event.detail : null
    if (typeof detail === "object" && detail !== null && "key" in detail && detail.key === key && "value" in detail) listener(String(detail.value))
  }
  window.addEventListener("storage", onStorage)
  window.addEventListener(LOCAL_STORAGE_DRAFT_EVENT, onTold)
  return () => {
    window.removeEventListener("storage", onStorage)
    window.removeEventListener(LOCAL_STORAGE_DRAFT_EVENT, onTold)
  }
}
