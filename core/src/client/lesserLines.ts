export { pollLine } from "./pollLine.ts"
export { streamLine } from "./streamLine.ts"
