import { typeOfKey } from "./fileKey.ts"
import type { Storage } from "./Storage.ts"

/** The address of a person's picture: of a file of ours its key is stored, of one that stands elsewhere the address itself. */
export const imageUrl = ({ urlOf }: Pick<Storage["Service"], "urlOf">, image: string | null): string | null =>
  image === null || typeOfKey(image) === undefined ? image : urlOf(image)
