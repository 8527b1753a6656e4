import type { LauncherCommand, LauncherEvent } from "./events.ts"
import type { Handlers } from "./handle.ts"
import { isOpen } from "./isOpen.ts"
import { unreadOf } from "./unread.ts"
import { askWebsite, websiteHandlers } from "./website.ts"
import type { WidgetState } from "./WidgetState.ts"

/** What works before the rest is loaded: the site, settings, opening and closing. */
export const launcherHandlers: Handlers<WidgetState, LauncherEvent, LauncherCommand> = {
  ...websiteHandlers,
  Started: (state) => askWebsite({ ...state, isRunning: true }),
  Stopped: (state) => {
    const { website } = state
    return [{ ...state, isRunning: false, website: website.status === "loading" ? { ...website, status: "idle" } : website }, []]
  },
  SettingsChanged: (state, { settings }) => {
    if (settings === state.settings) return [state, []]
    const opensNow = settings.defaultOpen && !state.launcher.defaultApplied && settings.mode !== "responsive"
    return [{ ...state, settings, launcher: opensNow ? { isOpen: true, defaultApplied: true } : state.launcher }, []]
  },
  OpenAsked: (state, { open }) => {
    const { launcher, settings } = state
    if (settings.mode === "responsive" || open === isOpen(state)) return [state, []]
    return [settings.open === undefined ? { ...state, launcher: { ...launcher, isOpen: open } } : state, [{ _tag: "AskOpen", open }]]
  },
  UnreadSet: (state, { count }) => [{ ...state, unreadSet: { count, counted: unreadOf(state) } }, []],
  PanelLoaded: (state, { panel }) => [{ ...state, panel }, []]
}

/** The rest is wanted: to be seen, to tell the page's developer what is wrong, or to keep a known visitor up to date. */
export const wantsPanel = (state: WidgetState): boolean =>
  isOpen(state) || (state.isRunning && (state.configurationError !== null || (!!state.website.value?.visitor && state.settings.autoConnect !== false)))
