export * from "./utils/conversation.ts"
export * from "./utils/id.ts"
export * from "./utils/merge-refs.ts"
export * from "./utils/use-render-element.ts"
