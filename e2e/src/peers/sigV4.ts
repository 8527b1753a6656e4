import { createHash, createHmac } from "node:crypto"

/** A request as AWS Signature Version 4 sees it (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). */
export interface Signed {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
}

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest()
const hash = (text: string) => createHash("sha256").update(text).digest("hex")
const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** What a request claims of itself, in its `Authorization` header or in its query; undefined when it is signed by nobody. */
const claimOf = ({ headers, url }: Signed) => {
  const { searchParams: query } = url
  const signature = query.get("X-Amz-Signature")
  if (signature !== null) {
    return {
      signature,
      credential: query.get("X-Amz-Credential") ?? "",
      signedHeaders: query.get("X-Amz-SignedHeaders") ?? "",
      date: query.get("X-Amz-Date") ?? "",
      expires: Number(query.get("X-Amz-Expires")),
      payload: query.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD"
    }
  }
  const [, credential, signedHeaders, given] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(headers.get("authorization") ?? "") ?? []
  if (given === undefined) return undefined
  return {
    signature: given,
    credential: credential ?? "",
    signedHeaders: signedHeaders ?? "",
    date: headers.get("x-amz-date") ?? "",
    expires: 900,
    payload: headers.get("x-amz-content-sha256") ?? ""
  }
}

/**
 * Why a storage that goes by the book refuses this request at `now`; undefined when it lets it in. Written from the
 * standard and checked against its published examples, so that it doesn't err together with the library that signs.
 */
export const refusalOf = (
  request: Signed,
  keys: { readonly [accessKeyId: string]: string },
  now: Date
): "Unsigned" | "InvalidAccessKeyId" | "SignatureDoesNotMatch" | "Request has expired" | undefined => {
  const claim = claimOf(request)
  if (claim === undefined) return "Unsigned"
  const [accessKeyId = "", day = "", region = "", service = ""] = claim.credential.split("/")
  const secret = keys[accessKeyId]
  if (secret === undefined) return "InvalidAccessKeyId"

  const { headers, method, url } = request
  const query = [...url.searchParams].filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`).sort().join("&")
  const names = claim.signedHeaders.split(";")
  const lines = names.map((name) => `${name}:${(headers.get(name) ?? "").trim().replace(/ +/g, " ")}\n`).join("")
  const path = decodeURIComponent(url.pathname).split("/").map(encode).join("/")
  const canonical = [method, path, query, lines, claim.signedHeaders, claim.payload].join("\n")
  const scope = `${day}/${region}/${service}/aws4_request`
  const toSign = ["AWS4-HMAC-SHA256", claim.date, scope, hash(canonical)].join("\n")
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), "aws4_request")
  if (hmac(key, toSign).toString("hex") !== claim.signature) return "SignatureDoesNotMatch"

  const at = Date.parse(claim.date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"))
  return now.getTime() > at + claim.expires * 1000 ? "Request has expired" : undefined
}
