import type { WidgetState } from "@cossistant/core/widget/WidgetState"
import { type Accessor, createMemo, createSignal, getOwner, onCleanup, onMount, runWithOwner, sharedConfig } from "solid-js"
import { isServer } from "solid-js/web"
import { useWidget } from "./WidgetContext.ts"

/** The widget's state, kept current; while a page hydrates, the one that its server drew. */
const useWidgetState = (): Accessor<WidgetState> => {
  const widget = useWidget()
  if (isServer) return () => widget.getServerSnapshot()
  const isHydrating = sharedConfig.context != null // null after the first hydration, undefined before
  const [state, setState] = createSignal(isHydrating ? widget.getServerSnapshot() : widget.get())
  const sync = () => setState(() => widget.get())
  const follow = () => {
    sync()
    onCleanup(widget.subscribe(sync))
  }
  if (isHydrating) onMount(follow)
  else follow()
  return state
}

/** One value of the widget as it is, kept current. `read` may read signals. */
export const useValue = <Value>(read: (state: WidgetState) => Value): Accessor<Value> => {
  const state = useWidgetState()
  return createMemo(() => read(state()))
}

/**
 * What `view` sees in the widget, kept current: reading a field follows that field alone. A view gives the same reference
 * for what didn't change. `view` may read signals.
 */
export const useView = <View extends object>(view: (state: WidgetState) => View): View => {
  const seen = useValue(view)
  const owner = getOwner()
  const fields: { [Name in keyof View]?: Accessor<View[Name]> } = {}
  const follow = <Name extends keyof View>(name: Name) =>
    fields[name] ??= runWithOwner(owner, () => createMemo(() => seen()[name])) as Accessor<View[Name]> // given by what runs
  return new Proxy({} as View, { get: (_, name) => follow(name as keyof View)() }) // read by the names of its type
}
