import { launcherText } from "./launcherText.ts"
import type { SupportTextContentOverrides } from "./TextKey.ts"

const isFunction = (value: unknown) => typeof value === "function"

/** Whether the host makes one of the launcher's sentences by a function, which wants the whole text and its tools. */
export const hasLauncherFunctions = (overrides: SupportTextContentOverrides): boolean =>
  Object.entries(overrides).some(([key, value]) =>
    Object.hasOwn(launcherText.en, key) && (isFunction(value) || (typeof value === "object" && Object.values(value).some(isFunction))))
