/** The document or the shadow root that an element stands in: whose focus and selectors it shares. */
export const rootOf = (element: Element): Document | ShadowRoot => {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root : element.ownerDocument
}
