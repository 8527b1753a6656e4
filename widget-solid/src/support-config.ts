export { SupportConfig, type SupportConfigProps } from "./SupportConfig.tsx"
