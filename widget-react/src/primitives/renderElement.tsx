import {
  cloneElement, type ComponentPropsWithoutRef, createElement, type ElementType, isValidElement, type ReactElement, type ReactNode,
  type Ref, version
} from "react"
import { useMergeRefs } from "./mergeRefs.ts"

/** Classes of a part: fixed, or made of the part's state. */
export type ClassName<State> = string | ((state: State) => string | undefined)

/** What every primitive takes. */
export interface RenderProps<State> {
  /** Renders the one element child in place of the part's own element, with the part's props, handlers, classes and ref. */
  readonly asChild?: boolean | undefined
  readonly className?: ClassName<State> | undefined
  /** Children, or a function that makes them of the part's state. */
  readonly children?: ReactNode | ((state: State) => ReactNode)
}

/** A primitive's props: its element's, with `RenderProps` in place of the element's own of these names. */
export type PartProps<Tag extends ElementType, State = Readonly<Record<never, never>>> =
  & Omit<ComponentPropsWithoutRef<Tag>, keyof RenderProps<unknown>>
  & RenderProps<State>

interface RenderOptions<State, Element> {
  readonly props: Readonly<Record<string, unknown>>
  readonly state?: State
  readonly ref?: Ref<Element> | undefined
  /** False renders nothing. */
  readonly enabled?: boolean | undefined
  /** A function child that yields one interactive element is taken as if by `asChild`: a button never holds a button. */
  readonly adoptsInteractive?: boolean | undefined
}

type AnyProps = Readonly<Record<string, unknown>>
type AnyElement = ReactElement<AnyProps & { readonly ref?: Ref<unknown> }> & { readonly ref?: Ref<unknown> }

const interactive: ReadonlyArray<unknown> = ["button", "a", "input", "select", "summary", "textarea"]

const elementOf = (children: ReactNode): AnyElement | null => {
  const only = Array.isArray(children) && children.length === 1 ? children[0] as ReactNode : children
  // Props are looked at by name only.
  return isValidElement(only) ? only as AnyElement : null
}

/** React 19 keeps an element's ref with its props and warns about the old place; React 18 the other way round. */
const refOf = (element: AnyElement | null): Ref<unknown> | undefined =>
  element === null ? undefined : Number.parseInt(version, 10) >= 19 ? element.props.ref : element.ref

const isHandler = (name: string): boolean => /^on[A-Z]/.test(name)

/** Both handlers, the child's first; its `preventDefault()` keeps the part's from running. */
const compose = (childs: unknown, parts: unknown): unknown => {
  if (typeof childs !== "function" || typeof parts !== "function") return childs ?? parts
  return (event: { readonly defaultPrevented?: boolean } | undefined, ...rest: ReadonlyArray<unknown>): void => {
    childs(event, ...rest)
    if (event?.defaultPrevented !== true) parts(event, ...rest)
  }
}

const joinClasses = (...classes: ReadonlyArray<unknown>): string | undefined =>
  classes.filter((name) => typeof name === "string" && name !== "").join(" ") || undefined

/** The part's props on a child: handlers run both, classes and styles add up, of the rest the child's own win. */
const mergeProps = (parts: AnyProps, child: AnyElement): AnyProps => {
  const merged: Record<string, unknown> = { ...parts }
  // A type is a button's; another element has none, or one that means something else.
  if (typeof child.type === "string" && child.type !== "button") delete merged["type"]
  for (const [name, value] of Object.entries(child.props)) {
    if (name === "ref" || name === "children" || value === undefined) continue
    const own = merged[name]
    if (isHandler(name)) merged[name] = compose(value, own)
    else if (name === "className") merged[name] = joinClasses(own, value)
    else if (name === "style") merged[name] = { ...own as object, ...value as object } // both are style objects by their name
    else merged[name] = value
  }
  return merged
}

/**
 * Renders a part: `tag` with `props`, or, with `asChild` and one valid element child, that child with the part's props
 * merged into its own. A function child and a function class name get `state`. Gives null while not `enabled`.
 */
export const useRenderElement = <State, Element>(
  tag: ElementType,
  part: RenderProps<State>,
  { adoptsInteractive = false, enabled = true, props, ref, state }: RenderOptions<State, Element>
): ReactElement | null => {
  const given = state ?? {} as State // only a part without state leaves it out
  const isFunction = typeof part.children === "function"
  const children = typeof part.children === "function" ? enabled ? part.children(given) : null : part.children
  const element = part.asChild === true || (adoptsInteractive && isFunction) ? elementOf(children) : null
  const child = part.asChild === true || interactive.includes(element?.type) ? element : null
  const merged = useMergeRefs<never>(ref as Ref<never> | undefined, refOf(child) as Ref<never> | undefined) // both take the element
  if (!enabled) return null
  const className = joinClasses(typeof part.className === "function" ? part.className(given) : part.className)
  const own = { ...props, ...className !== undefined && { className } }
  return child === null
    ? createElement(tag, { ...own, ref: merged }, children)
    : cloneElement(child, { ...mergeProps(own, child), ref: merged })
}
