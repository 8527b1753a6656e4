/** Icons of the parts that few conversations come to. */
export const rareIcons = {
  articles: "M12 5v16M20.001 19A2 2 0 0022 17V5a2 2 0 00-1.999-2L16 3.002A5 5 0 0012 5a5 5 0 00-4-2H4a2 2 0 00-2 2v12a2 2 0 001.999 2H8a5 5 0 014 2 5 5 0 014-2z",
  resolved: "M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M16 9l-5.5 5.5L8 12",
  search: "M21 21l-4.34-4.34M11 3a8 8 0 1 0 0 16 8 8 0 1 0 0-16"
}
