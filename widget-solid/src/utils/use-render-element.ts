export { type ClassName, type RenderProps, useRenderElement } from "../primitives/renderElement.tsx"
