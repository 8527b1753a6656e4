import "./styles/index.css"
import { render } from "solid-js/web"
import { auth } from "./account/auth.ts"
import { showPageTitle } from "./alerts/pageTitle.ts"
import { App } from "./App.tsx"
import { packages } from "./onboarding/packages.ts"
import { showTheme } from "./theme/theme.ts"
import { makeWire } from "./wire/makeWire.ts"

showTheme()
showPageTitle()
const root = document.getElementById("root")
if (root !== null) render(() => <App server={{ ...makeWire(location.origin), auth, packages }} />, root)
