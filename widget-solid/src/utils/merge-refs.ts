export { mergeRefs, useMergeRefs } from "../primitives/mergeRefs.ts"
