/**
 * Every icon of a plain conversation: one path each in a 24 × 24 box, drawn as a stroke. They are Lucide's (ISC,
 * https://lucide.dev), whose shapes are joined and rounded here so that a page loads and draws less; `icons.test.ts` compares them.
 */
export const icons = {
  alert: "M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M12 8L12 12M12 16L12.01 16",
  attach: "M16 6l-8.4 8.6a2 2 0 0 0 2.8 2.8l8.4-8.6a4 4 0 1 0-5.7-5.7l-8.4 8.6a6 6 0 1 0 8.5 8.5l8.4-8.6",
  back: "M15 18l-6-6 6-6",
  close: "M18 6 6 18M6 6l12 12",
  down: "M12 5v14M19 12l-7 7-7-7",
  emoji: "M13.3 2.1a10 10 0 108.7 8.7M15 10V9M16 5h6M16.5 15a6 6 0 01-8.9 0M19 2v6M9 10V9",
  forward: "M9 18l6-6-6-6",
  history: "M3 12a9 9 0 1 0 9-9 9.8 9.8 0 0 0-6.7 2.7L3 8M3 3v5h5M12 7v5l4 2",
  offline: "M10.9 5.3A7 7 0 0 1 15.7 10h1.8a4.5 4.5 0 0 1 4.2 6.1M18.8 18.8A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.8 5.8M2 2l20 20",
  send: "M5 12l7-7 7 7M12 19V5"
}
