import type { Router } from "./router.ts"

export const initialRouter: Router = { current: { page: "HOME" }, previous: [] }
