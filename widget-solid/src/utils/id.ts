export { generateShortPrimaryId } from "@cossistant/core/documented/newIds"
