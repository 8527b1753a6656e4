import { useEffect, useLayoutEffect as useReactLayoutEffect } from "react"

/** React's, where there is a layout; on a server React 18 would warn that it does nothing. */
export const useLayoutEffect = typeof document === "undefined" ? useEffect : useReactLayoutEffect
