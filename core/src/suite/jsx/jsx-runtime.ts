/*
 * JSX of the shared suites, which no framework owns: React's adapter says here how elements are made, Solid's compiler reads
 * the same files as its own.
 */

/** What is drawn, whatever it is made of. */
export type Drawn = unknown

/** A component of either framework; who uses one knows its props. */
export type Component = (props: never) => Drawn

// oxlint-disable-next-line typescript/no-namespace -- where TypeScript looks for the types of JSX
export namespace JSX {
  export type Element = Drawn
  export type ElementType = string | Component
  export interface IntrinsicElements {
    readonly [tag: string]: { readonly [attribute: string]: unknown }
  }
  export type LibraryManagedAttributes<_Component, _Props> = { readonly [name: string]: unknown }
}

type Props = Readonly<Record<string, unknown>>

export const Fragment = (): Drawn => null

export type Create = (type: JSX.ElementType, props: Props, key: string | undefined, isStatic: boolean) => Drawn

let create: Create = () => {
  throw new Error("No adapter has said how elements are made.")
}

/** Says how elements are made; `isStatic` where the children stand one by one in the source. */
export const createBy = (make: Create): void => {
  create = make
}

export const jsx = (type: JSX.ElementType, props: Props, key?: string): Drawn => create(type, props, key, false)

export const jsxs = (type: JSX.ElementType, props: Props, key?: string): Drawn => create(type, props, key, true)
