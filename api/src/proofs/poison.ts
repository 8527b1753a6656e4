/** What has broken programs like ours: texts no database takes, numbers no column holds, shapes no code expects. */
const poison: ReadonlyArray<unknown> = [
  "", " ", "\u0000", "a\u0000b", "\ud800", "\udc00x", "\u202e\ufeff", "'; drop table visitor; --", "%_\\", "../../etc/passwd", "__proto__",
  "👩‍👩‍👧‍👦".repeat(200), "x".repeat(20_000), "2026-02-31T00:00:00.000Z", "0.0", "99999999999999999.A", "CO1111111111111111",
  -1, 0, 0.5, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, -(2 ** 53) + 1, 1e308, -0,
  null, true, [], {}, [null], { $ne: 1 }, { toString: 1 }, ["\u0000"], [["__proto__", 1]]
]

/** Every payload that differs from a good one in one place: another value there, none, or one too many. */
export function* variants(payload: unknown): Generator<unknown> {
  yield* poison
  if (typeof payload !== "object" || payload === null) return
  for (const key of Object.keys(payload)) {
    // An array's keys are its places.
    const inner = (payload as Record<string, unknown>)[key]
    for (const value of typeof inner === "object" ? variants(inner) : poison) {
      yield Array.isArray(payload) ? payload.with(Number(key), value) : { ...payload, [key]: value }
    }
    if (!Array.isArray(payload)) yield Object.fromEntries(Object.entries(payload).filter(([name]) => name !== key))
  }
  if (!Array.isArray(payload)) yield { ...payload, unexpected: { deep: ["\u0000"] } }
}
