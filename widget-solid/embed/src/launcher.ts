import type { SupportText } from "@cossistant/core/text/TextKey"
import { badgeText } from "@cossistant/core/text/badgeText"
import type { LauncherView } from "@cossistant/core/widget/launcherView"

/** What the button shows beside what the widget's state says. */
interface LauncherNow extends Pick<LauncherView, "isOpen" | "unreadCount"> {
  /** The panel is wanted and on its way. */
  readonly isWaiting: boolean
  readonly text: SupportText
}

/**
 * Gives what keeps the button as the widget is: open or closed, with the number of unread messages and a name that says
 * both. A line beside it, which is read out and not seen, says what came unread.
 */
export const keepLauncher = (button: HTMLButtonElement): (now: LauncherNow) => void => {
  const status = document.createElement("span")
  status.className = "co-hidden"
  status.setAttribute("role", "status")
  button.after(status)
  return ({ isOpen, isWaiting, text, unreadCount }) => {
    const name = text(isOpen ? "common.actions.close" : "common.actions.openSupport")
    const unread = unreadCount > 0 ? text("common.labels.unread", { count: unreadCount }) : ""
    button.classList.toggle("co-loading", isWaiting)
    button.dataset["state"] = isOpen ? "open" : "closed"
    button.dataset["open"] = String(isOpen)
    button.setAttribute("aria-expanded", String(isOpen))
    button.setAttribute("aria-label", unread ? `${name}, ${unread}` : name)
    const news = isOpen ? "" : unread
    // The same words set again would be said again.
    if (status.textContent !== news) status.textContent = news
    const badge = button.querySelector(".co-badge")
    if (news === "") return badge?.remove()
    const shown = badge ?? button.appendChild(document.createElement("span"))
    shown.className = "co-badge"
    shown.setAttribute("aria-hidden", "true")
    shown.textContent = badgeText(unreadCount, text.locale)
  }
}
