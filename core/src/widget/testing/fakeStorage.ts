/** A key-value store of a browser, which tells of each change. */
export const makeStorage = (onChange: (key: string) => void = () => {}) => {
  const entries = new Map<string, string>()
  return {
    entries,
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (entries.get(key) === value) return
      entries.set(key, value)
      onChange(key)
    },
    removeItem: (key: string) => {
      if (entries.delete(key)) onChange(key)
    }
  }
}
