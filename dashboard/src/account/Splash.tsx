import { Mark } from "../ui/Mark.tsx"

/** What stands there while nothing is known yet; it shows itself only if that lasts. */
export const Splash = () => <main class="splash" aria-busy="true"><Mark size={28} /></main>
