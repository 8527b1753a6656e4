export { type IdentityClaims, signIdentity } from "@cossistant/core/server"
