export { IdentifySupportVisitor, type IdentifySupportVisitorProps } from "./IdentifySupportVisitor.tsx"
