import type { CurrentSite } from "@cossistant/core/auth/KeyAuth"
import { WebsiteNotFound } from "@cossistant/core/auth/MemberAuth"
