import { generateKeyPairSync } from "node:crypto"
import nodemailer, { type SendMailOptions } from "nodemailer"

/** The keys of a domain that signs what it sends. */
export const senderKeys = (domain: string) => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" }
  })
  return {
    /** What its DNS says: the key, and a policy that wants it. */
    dns: {
      [`TXT mail._domainkey.${domain}`]: [[`v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`]],
      [`TXT _dmarc.${domain}`]: [["v=DMARC1; p=reject"]]
    },
    /** A letter signed by it (RFC 6376). */
    sign: async (letter: SendMailOptions): Promise<string> => {
      const transport = nodemailer.createTransport({
        streamTransport: true, buffer: true, newline: "windows", dkim: { domainName: domain, keySelector: "mail", privateKey }
      })
      const { message } = await transport.sendMail(letter)
      return message.toString()
    }
  }
}
