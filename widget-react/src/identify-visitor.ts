"use client"
export { IdentifySupportVisitor, type IdentifySupportVisitorProps } from "./IdentifySupportVisitor.tsx"
