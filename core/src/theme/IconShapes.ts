/** An icon as data: shapes and their attributes in a 24 × 24 box, drawn as strokes (https://lucide.dev). */
export type IconShapes = ReadonlyArray<readonly [tag: string, attributes: Readonly<Record<string, string | number | undefined>>]>
