"use client"
export { SupportConfig, type SupportConfigProps } from "./SupportConfig.tsx"
