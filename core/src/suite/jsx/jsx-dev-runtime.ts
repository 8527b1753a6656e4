import { type Drawn, Fragment, type JSX, jsx, jsxs } from "./jsx-runtime.ts"

export { Fragment, type JSX }

export const jsxDEV = (type: JSX.ElementType, props: Readonly<Record<string, unknown>>, key?: string, isStatic = false): Drawn =>
  (isStatic ? jsxs : jsx)(type, props, key)
