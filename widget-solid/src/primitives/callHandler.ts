/** Calls a handler given to a component: a function, or Solid's pair of a function and its data. */
export const callHandler = (handler: unknown, event: Event): void => {
  // Handlers are functions by their name.
  if (typeof handler === "function") (handler as (event: Event) => void)(event)
  else if (Array.isArray(handler)) (handler[0] as (data: unknown, event: Event) => void)(handler[1], event)
}
