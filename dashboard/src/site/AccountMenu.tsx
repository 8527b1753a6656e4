import { useNavigate } from "@solidjs/router"
import BellRing from "lucide-solid/icons/bell-ring"
import Keyboard from "lucide-solid/icons/keyboard"
import LogOut from "lucide-solid/icons/log-out"
import Monitor from "lucide-solid/icons/monitor"
import Moon from "lucide-solid/icons/moon"
import Sun from "lucide-solid/icons/sun"
import UserRound from "lucide-solid/icons/user-round"
import Volume2 from "lucide-solid/icons/volume-2"
import { alertSettings, allowDesktop, changeAlertSettings } from "../alerts/alertSettings.ts"
import { showShortcuts } from "../keyboard/ShortcutHelp.tsx"
import { useSession } from "../session/Session.tsx"
import { chooseTheme, theme } from "../theme/theme.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { Menu, type MenuItem } from "../ui/Menu.tsx"
import { tell } from "../ui/toasts.ts"
import { useSite } from "./SiteContext.ts"

/** Switches desktop notifications, asking the browser first; says so when it refuses. */
export const switchDesktop = async (isOn: boolean): Promise<void> => {
  if (!isOn) return changeAlertSettings({ desktop: false })
  const permission = await allowDesktop()
  if (permission === "unsupported") tell("This browser has no desktop notifications.", { isProblem: true })
  else if (permission !== "granted") tell("Your browser blocks notifications for this address. Allow them beside the address bar.", { isProblem: true })
}

/** What belongs to the person, not to the site. */
export const AccountMenu = () => {
  const { me, site } = useSite()
  const session = useSession()
  const navigate = useNavigate()
  const items = (): ReadonlyArray<MenuItem> => [
    { label: "Profile", icon: <UserRound />, onSelect: () => navigate(`/${site.slug}/settings/profile`) },
    { label: "Sound for new messages", icon: <Volume2 />, isChecked: alertSettings().sound, startsGroup: true, onSelect: () => changeAlertSettings({ sound: !alertSettings().sound }) },
    { label: "Desktop notifications", icon: <BellRing />, isChecked: alertSettings().desktop, onSelect: () => void switchDesktop(!alertSettings().desktop) },
    { label: "Light", icon: <Sun />, isChecked: theme() === "light", isOneOf: true, startsGroup: true, onSelect: () => chooseTheme("light") },
    { label: "Dark", icon: <Moon />, isChecked: theme() === "dark", isOneOf: true, onSelect: () => chooseTheme("dark") },
    { label: "As on this device", icon: <Monitor />, isChecked: theme() === "system", isOneOf: true, onSelect: () => chooseTheme("system") },
    { label: "Keyboard shortcuts", icon: <Keyboard />, startsGroup: true, onSelect: showShortcuts },
    { label: "Sign out", icon: <LogOut />, startsGroup: true, onSelect: () => void session.signOut() }
  ]
  return (
    <Menu
      label={`${me().name}, your account`} class="nav-link" side="top-start" items={items()}
      trigger={<><Avatar name={me().name} image={me().image} size={20} /><span class="nav-text">{me().name}</span></>}
    />
  )
}
