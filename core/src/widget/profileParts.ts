export { attributionOf } from "./attribution.ts"
export { deviceHash } from "./deviceHash.ts"
