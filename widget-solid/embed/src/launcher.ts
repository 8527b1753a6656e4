import type { SupportText } from "@cossistant/core/text/TextKey"
import { badgeText } from "@cossistant/core/text/badgeText"
import type { LauncherView } from "@cossistant/core/widget/launcherView"

/** Keeps the button as the widget is: open or closed, with the number of unread messages and a name that says both. */
export const keepLauncher = (button: HTMLButtonElement, { isOpen, unreadCount }: LauncherView, text: SupportText): void => {
  const name = text(isOpen ? "common.actions.close" : "common.actions.openSupport")
  button.dataset["state"] = isOpen ? "open" : "closed"
  button.dataset["open"] = String(isOpen)
  button.setAttribute("aria-expanded", String(isOpen))
  button.setAttribute("aria-label", unreadCount > 0 ? `${name}, ${text("common.labels.unread", { count: unreadCount })}` : name)
  const badge = button.querySelector(".co-badge")
  if (unreadCount === 0 || isOpen) return badge?.remove()
  const shown = badge ?? button.appendChild(document.createElement("span"))
  shown.className = "co-badge"
  shown.setAttribute("aria-hidden", "true")
  shown.textContent = badgeText(unreadCount, text.locale)
}
