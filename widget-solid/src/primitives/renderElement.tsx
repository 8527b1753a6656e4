import { type Component, createMemo, createSignal, type JSX, Show, untrack, type ValidComponent } from "solid-js"
import { Dynamic, getNextElement, insert, isServer } from "solid-js/web"
import { type ClassName, classOf } from "../ClassName.ts"
import { layered } from "../props.ts"
import { adoptElement } from "./adoptElement.ts"
import { type AnyProps, giveProps } from "./giveProps.ts"

export type { ClassName }

/** A part's attributes and handlers, to spread onto an element of one's own. */
export type Spreadable = Omit<JSX.HTMLAttributes<HTMLElement>, "ref"> & { readonly ref?: (element: HTMLElement) => void }

/** What a function child gets: the part's state, and `props` to spread where it draws the part's element itself. */
export type RenderState<State> = State & { readonly props: Spreadable }

/** What every primitive takes. */
export interface RenderProps<State> {
  /** Another element or component to draw in place of the part's own. */
  readonly as?: ValidComponent | undefined
  /**
   * Draws the one child in place of the part's own element. A function child spreads the part's props itself,
   * `{(part) => <a {...part.props} />}`; an element is given them.
   */
  readonly asChild?: boolean | undefined
  readonly class?: ClassName<State> | undefined
  /** An alias of `class`. */
  readonly className?: ClassName<State> | undefined
  /** Children, or a function that makes them of the part's state, whose fields are getters. */
  readonly children?: JSX.Element | ((state: RenderState<State>) => JSX.Element)
}

/** The names of `RenderProps`, to split them off. */
export const renderNames = ["as", "asChild", "class", "className", "children"] as const

/** The same without children, for parts whose function child takes something else than their state. */
export const frameNames = ["as", "asChild", "class", "className"] as const

/** A primitive's props: its element's, with `RenderProps` in place of the element's own of these names. */
export type PartProps<Tag extends keyof JSX.IntrinsicElements, State = Readonly<Record<never, never>>> =
  & Omit<JSX.IntrinsicElements[Tag], keyof RenderProps<unknown>>
  & RenderProps<State>

interface RenderOptions<State> {
  readonly props: object
  /** Its fields may be getters. */
  readonly state?: State
  /** False renders nothing. Default true. */
  readonly enabled?: (() => boolean) | undefined
  /** A function child that yields one interactive element is taken as if by `asChild`: a button never holds a button. */
  readonly adoptsInteractive?: boolean | undefined
}

const interactive: ReadonlyArray<unknown> = ["button", "a", "input", "select", "summary", "textarea"]

/** What a host spreads on an element of its own: the part's props, without a button's type where it is another element. */
const toSpread = (all: object): Spreadable => {
  const { ref, type } = all as { readonly ref?: (element: HTMLElement) => void; readonly type?: unknown } // by their names
  const [isOther, setOther] = createSignal(false)
  if (type !== "button") return all
  return layered(all, {
    get type() { return isOther() ? null : type },
    ref: (element: HTMLElement) => {
      const other = element.localName !== "button"
      setOther(other)
      // What a server has drawn has it already.
      if (other) element.removeAttribute("type")
      ref?.(element)
    }
  })
}

/** A function that takes something is a host's; one that takes nothing is Solid's way of following children. */
const isRender = <State,>(children: unknown): children is (state: RenderState<State>) => JSX.Element =>
  typeof children === "function" && children.length > 0

/** The one element among children, and its name; on a server, where it is text, that text. Null for anything else. */
const elementOf = (children: unknown): { readonly element: unknown; readonly name: string } | null => {
  let only = children
  while (typeof only === "function" && only.length === 0) only = only()
  if (Array.isArray(only)) return only.length === 1 ? elementOf(only[0]) : null
  if (isServer) {
    const text = typeof only === "object" && only !== null && "t" in only ? /^\s*<([a-z][\w-]*)/.exec(String(only.t))?.[1] : undefined
    return text === undefined ? null : { element: only, name: text }
  }
  return only instanceof HTMLElement ? { element: only, name: only.localName } : null
}

interface OwnElementProps {
  readonly component: ValidComponent
  readonly props: object
}

/** An element of this name, or this component, with these props, its children among them. */
const OwnElement = (own: OwnElementProps): JSX.Element => {
  if (isServer) return Dynamic(layered<OwnElementProps>(own.props, { get component() { return own.component } }))
  return createMemo(() => {
    const { component, props } = own
    if (typeof component !== "string") return untrack(() => (component as Component<object>)(props)) // whoever named it knows its props
    const element = getNextElement(() => document.createElement(component)) as HTMLElement // made, or drawn by a server, right here
    insert(element, () => (props as { readonly children?: JSX.Element }).children)
    giveProps(element, props as AnyProps) // by their names
    return element
  }) as unknown as JSX.Element // drawn as a function that gives it
}

/**
 * Draws a part: `tag`, or what `as` says, with `props`, or, with `asChild` and one child, that child with the part's
 * props. A function child and a function class get `state`. Draws nothing while not `enabled`.
 */
export const useRenderElement = <State extends object>(
  tag: ValidComponent,
  part: RenderProps<State>,
  { adoptsInteractive = false, enabled = () => true, props, state = {} as State }: RenderOptions<State> // only a part without state leaves it out
): JSX.Element => {
  const all = layered(props, { get class() { return classOf(part, state) } })
  let isSpread = false
  const spreadable = toSpread(all)
  const given = layered<RenderState<State>>(state, {
    get props() {
      isSpread = true
      return spreadable
    }
  })
  const own = (children: () => JSX.Element) => <OwnElement component={part.as ?? tag} props={layered(all, { get children() { return children() } })} />
  const drawn = (children: unknown) => isRender<State>(children) ? children(given) : children as JSX.Element // the other kind of child

  const adopting = () => {
    const inside = createMemo(() => {
      isSpread = false
      const { children } = part
      const mayAdopt = part.asChild === true || isRender(children)
      return { children: drawn(children), mayAdopt, isSpread }
    })
    const chosen = createMemo(() => {
      const { children, isSpread, mayAdopt } = inside()
      if (isSpread) return { element: children, isDone: true }
      const found = mayAdopt ? elementOf(children) : null
      return found !== null && (part.asChild === true || interactive.includes(found.name))
        ? { element: found.element as JSX.Element, isDone: isServer } // one of the children
        : null
    })
    return (
      <Show when={chosen()} keyed fallback={own(() => inside().children)}>
        {({ element, isDone }) => {
          if (!isDone) adoptElement(element as HTMLElement, all as AnyProps) // found as one, props by name
          return element
        }}
      </Show>
    )
  }
  return (
    <Show when={enabled()}>
      {part.asChild === true || adoptsInteractive ? adopting() : own(() => drawn(part.children))}
    </Show>
  )
}
