import { Mark } from "../ui/Mark.tsx"

/** What stands there while nothing is known yet; it shows itself only if that lasts. */
export const Splash = () => <main class="splash" id="main" aria-busy="true"><h1 class="hidden-words">Loading</h1><Mark size={28} /></main>
