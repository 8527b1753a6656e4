/** How an arrow key moves along `row`, in the direction it is read: 1 onwards, -1 back, 0 for any other key. */
export const arrowStep = (key: string, row: Element): -1 | 0 | 1 => {
  if (key !== "ArrowRight" && key !== "ArrowLeft") return 0
  return (key === "ArrowRight") === (getComputedStyle(row).direction !== "rtl") ? 1 : -1
}
