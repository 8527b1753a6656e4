/** Puts the focus on what the page is for, where somebody has just come: a ring around the whole page would say nothing. */
export const arriveOnMain = (): void => {
  document.getElementById("main")?.setAttribute("data-arrived", "")
  focusMain()
}

/** Puts the focus on what the page is for. */
export const focusMain = (): void => {
  const main = document.getElementById("main")
  main?.setAttribute("tabindex", "-1")
  main?.focus()
}
