export { commandVariants as mapCommandVariants } from "@cossistant/core/markup/commandVariants"
export { DEFAULT_PACKAGE_MANAGER } from "@cossistant/core/primitives/packageManager"
export { type CommandVariants, type PackageManager } from "@cossistant/core/markup/Markup"
