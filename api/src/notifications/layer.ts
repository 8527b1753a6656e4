import * as Layer from "effect/Layer"
import { Audience } from "../mail/Audience.ts"
import * as housekeeping from "../mail/housekeeping.ts"
import { Notifications } from "./Notifications.ts"
import { Notifier } from "./Notifier.ts"
import { Push } from "./Push.ts"

/** Who is told of what, by letter and by push. */
export const layer = Layer.mergeAll(Notifications.layer, Notifier.layer, housekeeping.layer).pipe(Layer.provideMerge([Push.layer, Audience.layer]))
