import { existsSync } from "node:fs"
import { installFromDebian } from "./debian.ts"

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

const find = () => [process.env["CHROMIUM"] ?? "", ...places].find((place) => existsSync(place))

/** What a person does where it can't be installed by itself. */
export const howToInstall =
  "Chromium is missing. On Debian or Ubuntu: sudo apt-get install chromium fonts-liberation fonts-noto-color-emoji; elsewhere install Chromium or Chrome, or name it: CHROMIUM=/path/to/chromium"

const fonts = "/usr/share/fonts"
const hasFonts = () => existsSync(fonts) && new Bun.Glob("**/*.{ttf,otf,ttc}").scanSync(fonts).next().done === false

/** The browser's path; as root on Debian, the browser and the fonts pages need are installed when missing. */
export const chromium = async (): Promise<string | undefined> => {
  const missing = [...(find() === undefined ? ["chromium"] : []), ...(hasFonts() ? [] : ["fonts-liberation", "fonts-noto-color-emoji"])]
  await installFromDebian(missing)
  return find()
}
