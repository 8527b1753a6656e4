/** Calls back for events of any of these types; gives back how to stop. */
export const listen = <Heard extends Event = Event>(target: EventTarget, types: ReadonlyArray<string>, listener: (event: Heard) => void): () => void => {
  // Whoever names the types knows what their events are.
  const heard = listener as (event: Event) => void
  for (const type of types) target.addEventListener(type, heard)
  return () => types.forEach((type) => target.removeEventListener(type, heard))
}
