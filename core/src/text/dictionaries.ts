import { en } from "./en.ts"
import { es } from "./es.ts"
import { fr } from "./fr.ts"

/** Every language the widget speaks, by base language. English is complete; the others fall through to it. */
export const dictionaries = { en, fr, es }
