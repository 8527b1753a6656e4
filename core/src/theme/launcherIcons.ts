/** The launcher's two faces, apart from the panel's icons because they load first. */
export const launcherIcons = {
  closed: "M3 16.3a2 2 0 0 1 .1 1.2l-1.1 3.3a1 1 0 0 0 1.2 1.2l3.4-1a2 2 0 0 1 1.1.1 10 10 0 1 0-4.8-4.7",
  open: "M6 9l6 6 6-6"
}
