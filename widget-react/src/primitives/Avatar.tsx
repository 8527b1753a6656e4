"use client"
import { initials } from "@cossistant/core/primitives/initials"
import { createContext, forwardRef, useContext, useEffect, useMemo, useState } from "react"
import { type PartProps, useRenderElement } from "./renderElement.tsx"

export type AvatarImageStatus = "idle" | "loading" | "loaded" | "error"

interface AvatarContextValue {
  readonly status: AvatarImageStatus
  readonly setStatus: (status: AvatarImageStatus) => void
}

const AvatarContext = createContext<AvatarContextValue | null>(null)

const useAvatar = (part: string): AvatarContextValue => {
  const value = useContext(AvatarContext)
  if (value === null) throw new Error(`${part} lives inside <Avatar>.`)
  return value
}

export type AvatarProps = PartProps<"div">

/** Holds an image and what stands for it: `AvatarImage` and `AvatarFallback`. */
export const Avatar = forwardRef<HTMLDivElement, AvatarProps>(({ asChild, children, className, ...props }, ref) => {
  const [status, setStatus] = useState<AvatarImageStatus>("idle")
  const value = useMemo(() => ({ status, setStatus }), [status])
  const element = useRenderElement("div", { asChild, children, className }, { ref, props })
  return <AvatarContext.Provider value={value}>{element}</AvatarContext.Provider>
})

export interface AvatarImageProps extends PartProps<"img"> {
  readonly src?: string | undefined
  /** Default `""`: beside a written name the picture says nothing more. */
  readonly alt?: string | undefined
  readonly onLoadingStatusChange?: ((status: AvatarImageStatus) => void) | undefined
}

/** The picture, once it is loaded. Throws outside `Avatar`. */
export const AvatarImage = forwardRef<HTMLImageElement, AvatarImageProps>((
  { alt = "", asChild, children, className, onLoadingStatusChange, src, ...props }, ref
) => {
  const { setStatus, status } = useAvatar("AvatarImage")
  useEffect(() => {
    if (!src) return setStatus("idle")
    const image = new Image()
    image.onload = () => setStatus("loaded")
    image.onerror = () => setStatus("error")
    setStatus("loading")
    image.src = src
    return () => {
      image.onload = image.onerror = null
      setStatus("idle")
    }
  }, [src, setStatus])
  useEffect(() => onLoadingStatusChange?.(status), [status, onLoadingStatusChange])
  return useRenderElement("img", { asChild, children, className }, { ref, enabled: status === "loaded", props: { ...props, src, alt } })
})

export interface AvatarFallbackProps extends PartProps<"span"> {
  /** Whose initials to show where there are no children. */
  readonly name?: string | undefined
  /** Milliseconds to wait for a picture that may come from the cache. Default 0. */
  readonly delayMs?: number | undefined
}

/** What stands for a picture that isn't there or couldn't be loaded. Throws outside `Avatar`. */
export const AvatarFallback = forwardRef<HTMLSpanElement, AvatarFallbackProps>((
  { asChild, children, className, delayMs = 0, name, ...props }, ref
) => {
  const { status } = useAvatar("AvatarFallback")
  const [isDue, setDue] = useState(delayMs === 0)
  useEffect(() => {
    if (delayMs === 0) return
    const timer = setTimeout(() => setDue(true), delayMs)
    return () => clearTimeout(timer)
  }, [delayMs])
  return useRenderElement("span", { asChild, children: children ?? initials(name), className }, {
    ref, enabled: isDue && status !== "loaded" && status !== "loading", props
  })
})
