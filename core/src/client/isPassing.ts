/** Refusals that pass by themselves: the same may be asked again later. */
export const isPassing = ({ _tag }: { readonly _tag: string }): boolean =>
  _tag === "Unreachable" || _tag === "TooManyRequests" || _tag === "InternalError" || _tag === "Defect"
