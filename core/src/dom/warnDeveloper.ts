/** One line in the console for the developer of the page: the only place where the widget writes there. */
export const warnDeveloper = (message: string): void => {
  // oxlint-disable-next-line no-console -- the one place where the host page's developer is told
  console.warn(`[support] ${message}`)
}
