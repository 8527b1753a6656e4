/**
 * Every icon of a plain conversation: one path each in a 24 × 24 box, drawn as a stroke. They are Lucide's (ISC,
 * https://lucide.dev), whose shapes are joined here so that a page loads and draws less; `icons.test.ts` compares them.
 */
export const icons = {
  alert: "M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M12 8L12 12M12 16L12.01 16",
  attach: "M16 6l-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551",
  back: "M15 18l-6-6 6-6",
  close: "M18 6 6 18M6 6l12 12",
  down: "M12 5v14M19 12l-7 7-7-7",
  emoji: "M13.267 2.08a10 10 0 108.653 8.653M15 10V9M16 5h6M16.472 15a6 6 0 01-8.943 0M19 2v6M9 10V9",
  forward: "M9 18l6-6-6-6",
  history: "M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8M3 3v5h5M12 7v5l4 2",
  offline: "M10.94 5.274A7 7 0 0 1 15.71 10h1.79a4.5 4.5 0 0 1 4.222 6.057M18.796 18.81A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.79 5.78M2 2l20 20",
  send: "M5 12l7-7 7 7M12 19V5"
}
