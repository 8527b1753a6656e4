import * as Layer from "effect/Layer"
import { AccessChanges } from "./AccessChanges.ts"
import { Accounts } from "./Accounts.ts"
import * as housekeeping from "./housekeeping.ts"
import { Invitations } from "./Invitations.ts"
import * as memberAuth from "./memberAuth.ts"
import { Members } from "./Members.ts"
import { SignIns } from "./SignIns.ts"
import { SignUpGate } from "./SignUpGate.ts"
import { Team } from "./Team.ts"
import * as userAuth from "./userAuth.ts"
import { Users } from "./Users.ts"

/** Accounts, teams and who is asking. Handlers and routes stand apart: they belong to the doors. */
export const layer = Layer.mergeAll(userAuth.layer, memberAuth.layer, housekeeping.layer, Users.layer, Team.layer).pipe(
  Layer.provideMerge(Layer.mergeAll(SignIns.layer, Invitations.layer, Accounts.layer, SignUpGate.layer)),
  Layer.provideMerge(Layer.mergeAll(Members.layer, AccessChanges.layer))
)
