import type { Align, CollisionPadding, Placement, Side } from "@cossistant/core/dom/placePanel"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import type {
  DefaultMessage, RouteParams, SupportEvent, SupportEventCallbacks as DocumentedCallbacks, SupportMode, SupportPageType,
  TriggerRenderProps
} from "@cossistant/types"
import type { ButtonHTMLAttributes, ComponentType, ReactNode } from "react"
import type { ClassName } from "./primitives/renderElement.tsx"
import type { BuiltInLocale } from "./SupportLocale.ts"
import type { SupportSlotProps, SupportSlots } from "./SupportSlots.ts"

export type { Align, CollisionPadding, Side, SupportMode, TriggerRenderProps }

/** What a widget tells its host page; each is told exactly once. `onEvent` is told all of them. */
export interface SupportEventCallbacks extends DocumentedCallbacks {
  onEvent?: ((event: SupportEvent) => void) | undefined
}

/** What a panel's classes may be made of. */
export interface ContentState {
  readonly isOpen: boolean
  readonly mode: SupportMode
}

/** A page of the host's own; one with a built-in page's name stands in its place. */
export interface CustomPage<K extends string = string> {
  name: K
  component: ComponentType<{ params?: RouteParams<K> | undefined }>
}

/** All of `Support` that isn't about where its built-in parts stand. */
export interface SupportRootOptions<Locale extends string = string> extends SupportEventCallbacks {
  /** On the element around the whole widget. */
  className?: string | undefined
  /** `responsive` is always open and fills its parent, without a trigger of its own. Default `floating`. */
  mode?: SupportMode | undefined
  /** Forces a colour scheme; else the page's is followed. */
  theme?: "light" | "dark" | undefined
  /** Makes the widget controlled: it is as this says, and asks by `onOpenChange`. */
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  /** Opens a floating, uncontrolled widget, once. */
  defaultOpen?: boolean | undefined
  quickOptions?: ReadonlyArray<string> | undefined
  defaultMessages?: ReadonlyArray<DefaultMessage> | undefined
  /** A language tag, or a name of your own that `content` has sentences for. Default: the visitor's, then the browser's. */
  locale?: Locale | undefined
  /** Sentences of your own, by text key. */
  content?: SupportTextContentOverrides<Locale | BuiltInLocale> | undefined
  customPages?: ReadonlyArray<CustomPage> | undefined
  /** Components of your own in place of built-in parts. */
  slots?: SupportSlots | undefined
  /** More attributes and classes for built-in parts. */
  slotProps?: SupportSlotProps | undefined
}

/** `Placement`: where the panel stands beside its trigger (above it, end-aligned, 16 px away, kept in the viewport). */
export interface SupportProps<Locale extends string = string> extends SupportRootOptions<Locale>, Placement {
  /** Classes of the built-in trigger and panel. */
  classNames?: {
    readonly trigger?: ClassName<TriggerRenderProps> | undefined
    readonly content?: ClassName<ContentState> | undefined
  } | undefined
  /** `Support.Trigger`, `Support.Content` and `Support.Page`, in any order; each stands in for the built-in one. */
  children?: ReactNode
}

export interface SupportRootProps<Locale extends string = string> extends SupportRootOptions<Locale> {
  children: ReactNode
}
export type RootProps = SupportRootProps

export interface SupportTriggerProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children" | "className"> {
  children?: ReactNode | ((state: TriggerRenderProps) => ReactNode)
  /** Renders the one child in place of a button; handlers, classes and refs of both hold. */
  asChild?: boolean | undefined
  className?: ClassName<TriggerRenderProps> | undefined
}

export interface SupportContentProps extends Placement {
  className?: ClassName<ContentState> | undefined
  /** Default: the router with its pages. */
  children?: ReactNode
}
export type ContentProps = SupportContentProps

export interface SupportRouterProps {
  customPages?: ReadonlyArray<CustomPage> | undefined
  /** `Support.Page`s; they win over `customPages`, which win over built-in pages. */
  children?: ReactNode
}

export interface SupportPageProps<K extends SupportPageType = SupportPageType> {
  name: K
  component: ComponentType<{ params?: RouteParams<K> | undefined }>
}
