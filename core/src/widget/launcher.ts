import type { LauncherCommand, LauncherEvent } from "./events.ts"
import type { Handlers } from "./run.ts"
import type { WidgetState } from "./WidgetState.ts"

/** What the person sees: a responsive widget is always open, a controlled one is as its host says. */
export const isOpen = ({ launcher, settings }: WidgetState): boolean =>
  settings.mode === "responsive" || (settings.open ?? launcher.isOpen)

const setOpen = (state: WidgetState, open: boolean): WidgetState =>
  state.launcher.isOpen === open ? state : { ...state, launcher: { ...state.launcher, isOpen: open } }

/** Opening, closing and settings: what works before the rest is loaded. */
export const launcherHandlers: Handlers<WidgetState, LauncherEvent, LauncherCommand> = {
  Started: (state) => [
    { ...state, isRunning: true },
    isOpen(state) ? [{ _tag: "LoadPanel" }] : []
  ],
  Stopped: (state) => [{ ...state, isRunning: false }, []],
  SettingsChanged: (state, { settings }) => {
    if (settings === state.settings) return [state, []]
    const opensNow = settings.defaultOpen === true && !state.launcher.defaultApplied && settings.mode !== "responsive"
    const launcher = opensNow ? { isOpen: true, defaultApplied: true } : state.launcher
    const next = { ...state, settings, launcher }
    return [next, isOpen(next) ? [{ _tag: "LoadPanel" }] : []]
  },
  OpenAsked: (state, { open }) => {
    if (state.settings.mode === "responsive" || open === isOpen(state)) return [state, []]
    const next = state.settings.open === undefined ? setOpen(state, open) : state
    return [next, [{ _tag: "AskOpen", open }, ...(open ? [{ _tag: "LoadPanel" } as const] : [])]]
  },
  PanelLoaded: (state, { panel }) => [{ ...state, panel }, []]
}

