/** One variable of the environment. */
export interface VariableFacts {
  /** One line for the operator: what it is for, and what it looks like. Backticks mark names and values. */
  readonly about: string
  /** What holds when it is unset, as the operator reads it. */
  readonly usual?: string
  /** What the quick start sets (`.env.example`, which `bun run up` copies to `.env`). */
  readonly quick?: string
  /** Its value is never printed. */
  readonly isSecret?: true
}

/**
 * Every variable the program reads, and no other: the readers in `values.ts` take these names only. `.env.example` and
 * the tables of `docs/operations.md` are written from this list; a new variable is one line here.
 */
export const variables = {
  "Address and data": {
    PUBLIC_APP_URL: { usual: "the local address", about: "the one public address: links, cookies, allowed origin of the inbox" },
    HOST: { usual: "127.0.0.1", about: "the address it binds; anything else wants `PUBLIC_APP_URL`" },
    PORT: { usual: "3000", about: "the port it binds; a port held by another program stops the start with a sentence" },
    TRUSTED_PROXIES: { usual: "loopback", about: "addresses and CIDRs whose `x-forwarded-for` is believed; the right-most untrusted hop is the client" },
    DATA_DIR: { usual: ".data", about: "embedded database, files, generated secrets" },
    DATABASE_URL: { about: "Postgres 15 to 18; unset: the embedded one in `DATA_DIR`", isSecret: true },
    DATABASE_DIRECT_URL: { about: "a connection that doesn't go through a transaction pooler, for migrations and notifications", isSecret: true },
    NODE_ENV: { about: "`production` sells Polar's production products instead of its sandbox's" }
  },
  "Secrets": {
    BETTER_AUTH_SECRET: { usual: "made by `up`", about: "signs members' sessions; at least 32 random characters (`openssl rand -hex 32`)", isSecret: true },
    API_KEY_SECRET: { usual: "made by `up`", about: "keys the hashes of private API keys; changing it voids all of them", isSecret: true },
    ENCRYPTION_KEY: { usual: "made by `up`", about: "encrypts secrets that must stay readable; without it they are lost", isSecret: true },
    DEMO_PASSWORD: { usual: "made by `up`", about: "signs in to the demo of `up` and `dev`", isSecret: true }
  },
  "People": {
    SIGN_UP: { usual: "invite", about: "`invite`: the first owner uses the link printed at start, everyone else an invitation; `open`: anybody" }
  },
  "E-mail": {
    EMAIL_TRANSPORT_PROVIDER: { usual: "resend", quick: "outbox", about: "how letters leave: `resend`, `ses`, `smtp`, or `outbox`, which keeps them in Postgres" },
    EMAIL_NOTIFICATION_FROM: { about: "sender of notifications, as `Acme <support@example.com>`; wanted by every provider but `outbox`" },
    EMAIL_MARKETING_FROM: { about: "sender of marketing letters; without it none are sent" },
    EMAIL_RESEND_INBOUND_DOMAIN: { about: "the domain answers come to when Resend sends" },
    EMAIL_SES_INBOUND_DOMAIN: { about: "the domain answers come to when SES sends" },
    EMAIL_DKIM_SELECTOR: { usual: "resend with `resend`", about: "the selector of the key that signs letters; `doctor` looks at its record" },
    RESEND_API_KEY: { about: "wanted by `resend`, as `re_…`", isSecret: true },
    RESEND_WEBHOOK_SECRET: { about: "opens `/resend/webhooks`, as `whsec_…`", isSecret: true },
    RESEND_AUDIENCE_ID: { about: "the audience members are kept in, with `RESEND_API_KEY`" },
    RESEND_BASE_URL: { usual: "Resend's", about: "the API of a compatible service" },
    SES_REGION: { usual: "us-east-1", about: "the region of `ses`" },
    SES_ACCESS_KEY_ID: { about: "wanted by `ses`" },
    SES_SECRET_ACCESS_KEY: { about: "wanted by `ses`", isSecret: true },
    SES_CONFIGURATION_SET: { about: "the configuration set that reports deliveries, bounces and complaints" },
    SES_WEBHOOK_SECRET: { about: "opens `/ses/webhooks/inbound` and `/ses/webhooks/events` to the bridge that knows it", isSecret: true },
    SES_ENDPOINT: { usual: "AWS's", about: "a private or compatible endpoint" },
    SMTP_HOST: { about: "wanted by `smtp`: the mail server, as `smtp.example.com`" },
    SMTP_PORT: { usual: "587", about: "the port there" },
    SMTP_TLS: { usual: "starttls; implicit on 465", about: "`starttls`, `implicit` or `none`" },
    SMTP_USERNAME: { about: "the account there, with `SMTP_PASSWORD`" },
    SMTP_PASSWORD: { about: "the account's password", isSecret: true },
    SMTP_CA_FILE: { about: "a PEM file with the certificate that signed the mail server's" },
    SMTP_BOUNCE_ADDRESS: { usual: "`bounces@` `SMTP_INBOUND_DOMAIN`, where that is set", about: "envelope sender of letters by `smtp`, to which they come back; `off` leaves the sender's own" },
    SMTP_INBOUND_PORT: { about: "opens a listener for letters, as `25`" },
    SMTP_INBOUND_HOST: { usual: "`HOST`", about: "the address the listener binds" },
    SMTP_INBOUND_DOMAIN: { about: "the domain answers come to by the listener" },
    SMTP_INBOUND_PROTOCOL: { usual: "smtp", about: "`smtp`, or `lmtp` behind a mail server of your own" },
    SMTP_INBOUND_TLS_CERT: { about: "PEM file for STARTTLS on the listener, with `SMTP_INBOUND_TLS_KEY`" },
    SMTP_INBOUND_TLS_KEY: { about: "PEM file with the certificate's key" },
    SMTP_INBOUND_CLIENTS: { usual: "50", about: "connections to the listener at once" }
  },
  "Browser push": {
    VAPID_PUBLIC_KEY: { about: "with the next two: members may have notifications in their browsers" },
    VAPID_PRIVATE_KEY: { about: "the pair's other half", isSecret: true },
    VAPID_SUBJECT: { about: "who push services write to, as `mailto:admin@example.com`" }
  },
  "Files": {
    STORAGE_PROVIDER: { usual: "s3 if `S3_BUCKET_NAME` is set, else disk", quick: "disk", about: "where files are: `disk` (in `DATA_DIR`) or `s3` (S3 and what is compatible)" },
    S3_BUCKET_NAME: { about: "wanted by `s3`" },
    S3_REGION: { about: "wanted by `s3`; `us-east-1` beside `S3_ENDPOINT`" },
    S3_ACCESS_KEY_ID: { about: "wanted by `s3`" },
    S3_SECRET_ACCESS_KEY: { about: "wanted by `s3`", isSecret: true },
    S3_PUBLIC_BASE_URL: { usual: "the bucket's address", about: "where browsers read files" },
    S3_CDN_BASE_URL: { about: "where they read pictures, if a CDN serves `/cdn`" },
    S3_ENDPOINT: { usual: "AWS's", about: "the address of a compatible service" },
    S3_FORCE_PATH_STYLE: { usual: "false", about: "`true`: the bucket is part of the path" },
    S3_SIGNED_URL_EXPIRATION_SECONDS: { usual: "900", about: "how long a grant to upload lasts, 60 to 3600" },
    STORAGE_READS: { usual: "public", about: "`signed`: the bucket isn't public, each read has a signed address" },
    UPLOAD_QUOTA_MIB: { usual: "10240", about: "files a site may keep" }
  },
  "Billing": {
    POLAR_ENABLED: { usual: "true", quick: "false", about: "`true`: Polar; anything else: every site has everything and nothing is sold" },
    POLAR_ACCESS_TOKEN: { about: "wanted by Polar", isSecret: true },
    POLAR_WEBHOOK_SECRET: { about: "wanted by Polar, for `/polar/webhooks`", isSecret: true },
    POLAR_PRODUCT_ID_FREE_SANDBOX: { about: "the free plan's product, if it is a subscription" },
    POLAR_PRODUCT_ID_HOBBY_SANDBOX: { about: "the Hobby plan's product" },
    POLAR_PRODUCT_ID_PRO_SANDBOX: { about: "the Pro plan's product" },
    POLAR_PRODUCT_ID_FREE_PRODUCTION: { about: "the same with `NODE_ENV=production`" },
    POLAR_PRODUCT_ID_HOBBY_PRODUCTION: { about: "the same with `NODE_ENV=production`" },
    POLAR_PRODUCT_ID_PRO_PRODUCTION: { about: "the same with `NODE_ENV=production`" },
    POLAR_AI_USAGE_METER_ID: { about: "the meter of AI credits" },
    AI_CREDIT_USAGE_EVENT_NAME: { usual: "ai_usage", about: "the event the meter counts" },
    POLAR_API_URL: { usual: "Polar's", about: "another address of its API" }
  },
  "Analytics": {
    TINYBIRD_ENABLED: { usual: "true", quick: "false", about: "`true`: Tinybird; anything else: what `ANALYTICS_PROVIDER` names" },
    TINYBIRD_HOST: { about: "with Tinybird: its region's address, as `https://api.tinybird.co`" },
    TINYBIRD_TOKEN: { about: "with Tinybird: may append to the data sources", isSecret: true },
    TINYBIRD_WORKSPACE: { about: "with Tinybird: the workspace's id" },
    TINYBIRD_SIGNING_KEY: { about: "with Tinybird: the admin token, which signs what reads; unset: `TINYBIRD_TOKEN`", isSecret: true },
    NEXT_PUBLIC_TINYBIRD_ENABLED: { usual: "true", quick: "false", about: "with Tinybird: anything but `true` hides its screens" },
    NEXT_PUBLIC_DATAFAST_ENABLED: { usual: "true", quick: "false", about: "`true`: DataFast's script on the documentation's pages" },
    NEXT_PUBLIC_DATAFAST_WEBSITE_ID: { about: "the site's id at DataFast; without it no page carries the script" },
    ANALYTICS_PROVIDER: { usual: "none", quick: "postgres", about: "without Tinybird: `postgres` counts in the database, `none` hides the pages" }
  },
  "Place of visitors": {
    GEO_PROVIDER: { usual: "none", about: "`header`: what a trusted proxy writes; `maxmind`: a database file; `none`" },
    GEO_COUNTRY_HEADER: { usual: "cf-ipcountry", about: "with `header`: where the country stands" },
    GEO_REGION_HEADER: { about: "with `header`: where the region stands" },
    MAXMIND_DB_PATH: { about: "with `maxmind`: the city database's file, as `/var/lib/geoip/GeoLite2-City.mmdb`" },
    GEO_CITY_HEADER: { about: "with `header`: where the city stands" }
  },
  "AI": {
    AI_PROVIDER: { usual: "none", about: "`none` in this version" }
  },
  "Several processes": {
    REALTIME_BUS: { usual: "postgres", about: "how they wake each other: `postgres`, `redis`, or `memory` for a single one" },
    REDIS_URL: { about: "wanted by `REALTIME_BUS=redis`", isSecret: true }
  },
  "Limits": {
    RPC_FRAMES_PER_SECOND: { usual: "100", about: "requests a second of one connection, and of one visitor over all of its" },
    API_REQUESTS_PER_MINUTE: { usual: "600", about: "requests to `/v1` for each key or visitor" },
    OUTGOING_ALLOW_PRIVATE: { usual: "none", about: "addresses and ranges in private networks that webhooks may be sent to, as `10.0.5.0/24`" }
  },
  "Watching it": {
    LOG_LEVEL: { usual: "Info", about: "the least level written: `Debug`, `Info`, `Warn` or `Error`" },
    LOG_FORMAT: { usual: "json for `start`, pretty for `up`", about: "`json` or `pretty`" },
    METRICS_TOKEN: { about: "bearer token for `/metrics` from other machines; this one may always read it", isSecret: true },
    OTEL_EXPORTER_OTLP_ENDPOINT: { about: "where traces, logs and metrics go; the other `OTEL_*` names as OpenTelemetry documents them" }
  }
} as const satisfies Readonly<Record<string, Readonly<Record<string, VariableFacts>>>>

type Groups = typeof variables

/** The name of a variable the program reads. */
export type Variable = { [Group in keyof Groups]: keyof Groups[Group] & string }[keyof Groups]
