import ground from "./migrations/0001_ground.ts"
import conversations from "./migrations/0002_conversations.ts"
import wire from "./migrations/0003_wire.ts"
import websites from "./migrations/0004_websites.ts"
import members from "./migrations/0005_members.ts"
import messages from "./migrations/0006_messages.ts"
import demo from "./migrations/0007_demo.ts"
import sync from "./migrations/0008_sync.ts"
import resume from "./migrations/0010_resume.ts"
import feedback from "./migrations/0011_feedback.ts"
import mail from "./migrations/0012_mail.ts"
import notifications from "./migrations/0012_notifications.ts"
import inbound from "./migrations/0013_inbound.ts"
import files from "./migrations/0014_files.ts"
import webhooks from "./migrations/0015_webhooks.ts"
import billing from "./migrations/0016_billing.ts"
import analytics from "./migrations/0017_analytics.ts"
import figures from "./migrations/0017_analytics_figures.ts"
import operations from "./migrations/0018_operations.ts"
import erasure from "./migrations/0019_erasure.ts"
import leaving from "./migrations/0020_leaving.ts"
import removals from "./migrations/0021_removals.ts"
import moving from "./migrations/0022_moving.ts"
import portions from "./migrations/0023_portions.ts"

/** Every migration in order; a number is never reused and a released one never changes. */
export const migrations: ReadonlyArray<{ readonly id: number; readonly name: string; readonly sql: string }> = [
  { id: 1, name: "ground", sql: ground },
  { id: 2, name: "conversations", sql: conversations },
  { id: 3, name: "wire", sql: wire },
  { id: 4, name: "websites", sql: websites },
  { id: 5, name: "members", sql: members },
  { id: 6, name: "messages", sql: messages },
  { id: 7, name: "demo", sql: demo },
  { id: 8, name: "sync", sql: sync },
  { id: 10, name: "resume", sql: resume },
  { id: 11, name: "feedback", sql: feedback },
  { id: 12, name: "mail", sql: mail + notifications },
  { id: 13, name: "inbound", sql: inbound },
  { id: 14, name: "files", sql: files },
  { id: 15, name: "webhooks", sql: webhooks },
  { id: 16, name: "billing", sql: billing },
  { id: 17, name: "analytics", sql: analytics + figures },
  { id: 18, name: "operations", sql: operations },
  { id: 19, name: "erasure", sql: erasure },
  { id: 20, name: "leaving", sql: leaving },
  { id: 21, name: "removals", sql: removals },
  { id: 22, name: "moving", sql: moving },
  { id: 23, name: "portions", sql: portions }
]
