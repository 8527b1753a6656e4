/** What we use of mailauth, which brings no types of its own (https://github.com/postalsys/mailauth). */
declare module "mailauth" {
  export interface Found {
    readonly dkim: {
      readonly headerFrom?: string | ReadonlyArray<string>
      readonly results: ReadonlyArray<{
        readonly signingDomain: string
        readonly status: { readonly result: string; readonly aligned?: string | false; readonly underSized?: number }
      }>
    }
    readonly spf: false | { readonly domain: string; readonly status: { readonly result: string } }
    readonly dmarc: false | {
      /** The organisation's domain. */
      readonly domain: string
      readonly status: { readonly result: string }
      /** Whether the policy asks for the very name. */
      readonly alignment?: { readonly dkim: { readonly strict: boolean }; readonly spf: { readonly strict: boolean } }
    }
  }
  export const authenticate: (raw: Buffer, options: {
    readonly sender: string
    readonly ip: string | null
    readonly helo?: string
    readonly trustReceived: boolean
    readonly disableArc: boolean
    readonly disableBimi: boolean
    readonly mta: string
    readonly resolver: (name: string, type: string) => Promise<unknown>
  }) => Promise<Found>
}
