// Renders the built page as a server would, to dist/rendered.html
import { readFileSync, writeFileSync } from "node:fs"
import { rendered } from "./dist/server/server.js"

writeFileSync("dist/rendered.html", rendered(readFileSync("dist/index.html", "utf8")))
