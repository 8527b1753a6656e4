import { assert, it } from "@effect/vitest"
import { refusalOf } from "../../../../e2e/src/peers/sigV4.ts"

const keys = { AKIAIOSFODNN7EXAMPLE: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" }
const host = "examplebucket.s3.amazonaws.com"
const date = "20130524T000000Z"
const credential = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"
const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
const at = new Date("2013-05-24T00:00:00Z")
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)

const authorization = (signedHeaders: string, signature: string) =>
  `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${signedHeaders},Signature=${signature}`

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(credential)}&X-Amz-Date=${date}&X-Amz-Expires=86400`
  + "&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
const examples = [
  { method: "GET", url: new URL(`https://${host}/test.txt?${query}`), headers: new Headers({ host }) },
  {
    method: "GET",
    url: new URL(`https://${host}/test.txt`),
    headers: new Headers({
      host,
      range: "bytes=0-9",
      "x-amz-content-sha256": empty,
      "x-amz-date": date,
      authorization: authorization("host;range;x-amz-content-sha256;x-amz-date", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    })
  },
  {
    method: "PUT",
    url: new URL(`https://${host}/test$file.text`),
    headers: new Headers({
      host,
      date: "Fri, 24 May 2013 00:00:00 GMT",
      "x-amz-date": date,
      "x-amz-storage-class": "REDUCED_REDUNDANCY",
      "x-amz-content-sha256": "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
      authorization: authorization(
        "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
      )
    })
  }
]

it("the storage of our tests knows the signatures that AWS publishes as examples, and nothing near them", () => {
  for (const example of examples) {
    const { headers, method, url } = example
    assert.strictEqual(refusalOf(example, keys, later(60)), undefined, `${method} ${url}`)
    assert.strictEqual(refusalOf({ ...example, method: "DELETE" }, keys, later(60)), "SignatureDoesNotMatch")
    assert.strictEqual(refusalOf({ ...example, url: new URL(url.href.replace("test", "text")) }, keys, later(60)), "SignatureDoesNotMatch")
    assert.strictEqual(refusalOf(example, { AKIAIOSFODNN7EXAMPLE: "another" }, later(60)), "SignatureDoesNotMatch")
    assert.strictEqual(refusalOf(example, {}, later(60)), "InvalidAccessKeyId")
    assert.strictEqual(refusalOf(example, keys, later(86_401)), "Request has expired")
    assert.strictEqual(refusalOf({ method, url: new URL(url.pathname, url), headers: new Headers({ host }) }, keys, later(60)), "Unsigned")
    const other = new Headers(headers)
    other.set("host", "another.s3.amazonaws.com")
    assert.strictEqual(refusalOf({ ...example, headers: other }, keys, later(60)), "SignatureDoesNotMatch")
  }
})
