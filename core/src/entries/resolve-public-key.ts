export { detectFramework, getEnvVarName, resolvePublicKey } from "../dom/publicKey.ts"
export { resolveApiUrl } from "../dom/apiUrl.ts"
export type { Framework } from "../dom/publicKey.ts"
