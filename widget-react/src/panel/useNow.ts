import { useEffect, useState } from "react"

/** The time, looked at again every `every` milliseconds; 0 stands still. */
export const useNow = (every: number): Date => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    if (every === 0) return
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
