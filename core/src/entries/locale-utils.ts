export { normalizeLocale } from "../documented/locale.ts"
