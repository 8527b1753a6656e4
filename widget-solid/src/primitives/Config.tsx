export { SupportConfig as Config, type SupportConfigProps as ConfigProps } from "../SupportConfig.tsx"
