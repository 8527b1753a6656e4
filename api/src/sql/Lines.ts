import type { PgPool } from "@effect/sql-pg/PgPool"
import * as Context from "effect/Context"

/**
 * Pools of one connection each, for what is done all the time. The client's pool hands its connections out by turns, so that each
 * of them has to keep all plans and caches warm: a lone message takes half as long again there (measured). Statements go straight
 * to the connection, past what a client does for names, fragments and spans.
 */
export class Lines extends Context.Service<Lines, readonly [PgPool, PgPool]>()("api/sql/Lines") {}
