import { connection } from "next/server"

export interface User {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly plan: string
}

/** Who is signed in. Ask your own session here; this shop has one customer. */
export const currentUser = async (): Promise<User | null> => {
  await connection() // who asks is known with the request: nothing of it is built into a page
  return { id: "user_123", email: "jane@acme.com", name: "Jane Doe", plan: "pro" }
}
