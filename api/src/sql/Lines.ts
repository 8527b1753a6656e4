import * as Context from "effect/Context"
import type { SqlClient } from "effect/sql/SqlClient"

/**
 * Clients of one connection each, for what is done all the time. The pool hands its connections out by turns, so that each
 * of them has to keep all plans and caches warm: a lone message takes half as long again there (measured).
 */
export class Lines extends Context.Service<Lines, readonly [SqlClient, SqlClient]>()("api/sql/Lines") {}
