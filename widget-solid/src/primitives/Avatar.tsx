import { initials } from "@cossistant/core/primitives/initials"
import { type Accessor, createContext, createEffect, createSignal, type JSX, mergeProps, onCleanup, onMount, splitProps, useContext } from "solid-js"
import { type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"

export type AvatarImageStatus = "idle" | "loading" | "loaded" | "error"

interface AvatarContextValue {
  readonly status: Accessor<AvatarImageStatus>
  readonly setStatus: (status: AvatarImageStatus) => void
}

const AvatarContext = /* @__PURE__ */ createContext<AvatarContextValue>()

const useAvatar = (part: string): AvatarContextValue => {
  const value = useContext(AvatarContext)
  if (value === undefined) throw new Error(`${part} lives inside <Avatar>.`)
  return value
}

export type AvatarProps = PartProps<"div">

/** Holds an image and what stands for it: `AvatarImage` and `AvatarFallback`. */
export const Avatar = (props: AvatarProps): JSX.Element => {
  const [part, rest] = splitProps(props, renderNames)
  const [status, setStatus] = createSignal<AvatarImageStatus>("idle")
  return <AvatarContext.Provider value={{ status, setStatus }}>{useRenderElement("div", part, { props: rest })}</AvatarContext.Provider>
}

export interface AvatarImageProps extends PartProps<"img"> {
  readonly src?: string | undefined
  /** Default `""`: beside a written name the picture says nothing more. */
  readonly alt?: string | undefined
  readonly onLoadingStatusChange?: ((status: AvatarImageStatus) => void) | undefined
}

/** The picture, once it is loaded. Throws outside `Avatar`. */
export const AvatarImage = (props: AvatarImageProps): JSX.Element => {
  const { setStatus, status } = useAvatar("AvatarImage")
  const [part, own, rest] = splitProps(props, renderNames, ["onLoadingStatusChange"])
  createEffect(() => {
    const { src } = props
    if (!src) return setStatus("idle")
    const image = new Image()
    image.onload = () => setStatus("loaded")
    image.onerror = () => setStatus("error")
    setStatus("loading")
    image.src = src
    onCleanup(() => {
      image.onload = image.onerror = null
      setStatus("idle")
    })
  })
  createEffect(() => own.onLoadingStatusChange?.(status()))
  return useRenderElement("img", part, { enabled: () => status() === "loaded", props: mergeProps({ alt: "" }, rest) })
}

export interface AvatarFallbackProps extends PartProps<"span"> {
  /** Whose initials to show where there are no children. */
  readonly name?: string | undefined
  /** Milliseconds to wait for a picture that may come from the cache; read once. Default 0. */
  readonly delayMs?: number | undefined
}

/** What stands for a picture that isn't there or couldn't be loaded. Throws outside `Avatar`. */
export const AvatarFallback = (props: AvatarFallbackProps): JSX.Element => {
  const { status } = useAvatar("AvatarFallback")
  const [part, own, rest] = splitProps(props, renderNames, ["delayMs", "name"])
  const { delayMs = 0 } = own
  const [isDue, setDue] = createSignal(delayMs === 0)
  onMount(() => {
    if (delayMs === 0) return
    const timer = setTimeout(() => setDue(true), delayMs)
    onCleanup(() => clearTimeout(timer))
  })
  return useRenderElement("span", mergeProps({ get children() { return initials(own.name) } }, part), {
    enabled: () => isDue() && status() !== "loaded" && status() !== "loading", props: rest
  })
}
