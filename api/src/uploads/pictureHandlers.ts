import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { PictureRpcs } from "@cossistant/core/uploads/pictureRpcs"
import * as Effect from "effect/Effect"
import { Pictures, type Portrayed } from "./Pictures.ts"
import { Uploads } from "./Uploads.ts"

const asMember = ({ connection, organizationId, userId, websiteId }: CurrentMember["Service"]): Portrayed =>
  ({ websiteId, organizationId, data: "all", author: { userId }, address: connection.address })

/** Faces and logos; `MemberAuth` has seen to site and role. */
export const pictureHandlers = PictureRpcs.toLayer(Effect.gen(function*() {
  const uploads = yield* Uploads
  const pictures = yield* Pictures
  return PictureRpcs.of({
    "me.grantImage": (picture) => CurrentMember.use((member) => uploads.grantPicture(asMember(member), { ...picture, purpose: "avatar" })),
    "me.setImage": ({ key }) => CurrentMember.use((member) => pictures.setAvatar(asMember(member), key)),
    "websites.grantLogo": (picture) => CurrentMember.use((member) => uploads.grantPicture(asMember(member), { ...picture, purpose: "logo" })),
    "websites.setLogo": ({ key }) => CurrentMember.use((member) => pictures.setLogo(asMember(member), key))
  })
}))
