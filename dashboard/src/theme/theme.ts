import { createEffect, createRoot, createSignal } from "solid-js"

export type Theme = "system" | "light" | "dark"

const key = "cossistant.theme"
const stored = localStorage.getItem(key)
const [theme, setTheme] = createSignal<Theme>(stored === "light" || stored === "dark" ? stored : "system")
const [isSystemDark, setSystemDark] = createSignal(matchMedia("(prefers-color-scheme: dark)").matches)

/** What the person chose; `system` follows the device. */
export { theme }

export const chooseTheme = (choice: Theme): void => {
  setTheme(choice)
  localStorage.setItem(key, choice)
}

/** Keeps the page in the chosen colours, as long as it lives. */
export const showTheme = (): void => {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => setSystemDark(matches))
  createRoot(() =>
    createEffect(() => {
      const isDark = theme() === "dark" || (theme() === "system" && isSystemDark())
      document.documentElement.dataset["colorScheme"] = isDark ? "dark" : "light"
    })
  )
}
