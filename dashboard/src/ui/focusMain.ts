/** Puts the focus on what the page is for. */
export const focusMain = (): void => {
  const main = document.getElementById("main")
  main?.setAttribute("tabindex", "-1")
  main?.focus()
}
