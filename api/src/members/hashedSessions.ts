import type { DBAdapter, DBTransactionAdapter, Where } from "better-auth/adapters"
import { hashSessionToken } from "./sessionCookie.ts"

interface Query {
  readonly model: string
  readonly where?: Array<Where> | undefined
}

/**
 * better-auth keeps session tokens as they are; this stands between it and the database, so that the database holds their
 * hashes and better-auth the tokens it asked with. Rows it finds otherwise (a person's sessions) show the hash, which opens nothing.
 */
export const hashedSessions = (adapter: DBAdapter): DBAdapter => ({
  ...hashing(adapter),
  transaction: (run) => adapter.transaction((inner) => run(hashing(inner)))
})

const hashing = <A extends DBTransactionAdapter>(adapter: A): A => ({
  ...adapter,
  create: async (query) => {
    const token = "token" in query.data ? query.data["token"] : undefined
    if (query.model !== "session" || typeof token !== "string") return adapter.create(query)
    return { ...await adapter.create({ ...query, data: { ...query.data, token: hashSessionToken(token) } }), token }
  },
  findOne: async (query) => shown(query, await adapter.findOne(hidden(query))),
  findMany: (query) => adapter.findMany(hidden(query)),
  count: (query) => adapter.count(hidden(query)),
  update: async (query) => shown(query, await adapter.update(hidden(query))),
  updateMany: (query) => adapter.updateMany(hidden(query)),
  delete: (query) => adapter.delete(hidden(query)),
  deleteMany: (query) => adapter.deleteMany(hidden(query)),
  consumeOne: async (query) => shown(query, await adapter.consumeOne(hidden(query))),
  incrementOne: async (query) => shown(query, await adapter.incrementOne(hidden(query)))
})

const isToken = ({ model }: Query, { field, value }: Where) => model === "session" && field === "token" && value !== null

const hidden = <Q extends Query>(query: Q): Q => ({
  ...query,
  where: query.where?.map((part) => isToken(query, part) ? { ...part, value: hashed(part.value) } : part)
})

const hashed = (value: Where["value"]): Where["value"] =>
  Array.isArray(value) ? value.map((token) => hashSessionToken(String(token))) : hashSessionToken(String(value))

const shown = <Row>(query: Query, row: Row): Row => {
  const asked = query.where?.find((part) => isToken(query, part) && typeof part.value === "string")
  return asked === undefined || typeof row !== "object" || row === null ? row : { ...row, token: asked.value }
}
