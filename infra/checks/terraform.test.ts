import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { beforeAll, describe, expect, test } from "vitest"
import { inside, type Module, readModule, statementsOf, textsIn } from "./readModule.ts"

const aws = fileURLToPath(new URL("../aws/", import.meta.url))
const folders = ["s3-public-setup", "ses-email-setup"] as const
const modules = new Map<string, Module>()

beforeAll(async () => {
  for (const folder of folders) modules.set(folder, await readModule(`${aws}${folder}`))
})

const moduleOf = (folder: (typeof folders)[number]): Module => {
  const found = modules.get(folder)
  if (found === undefined) throw new Error(`${folder} was not read`)
  return found
}
const defaults = ({ variables }: Module) => Object.fromEntries(variables.map(({ body, name }) => [name, body["default"]]))
const documentOf = (module: Module, name: string) => {
  const found = module.data.find((each) => each.type === "aws_iam_policy_document" && each.name === name)
  if (found === undefined) throw new Error(`no policy document ${name}`)
  return found
}

describe.each(folders)("the module %s", (folder) => {
  test("refers to nothing it doesn't have, and has no setting without effect", () => {
    const { data, locals, resources, text, variables } = moduleOf(folder)
    const known = new Set([...data, ...resources, ...variables].map(({ address }) => address).concat(locals.map((name) => `local.${name}`)))
    const code = text.replace(/^\s*(#|description\b|error_message\b).*$/gm, "")
    const references = new Set(code.match(/\b(?:var|local)\.\w+|\b(?:data\.)?(?:aws|archive|external)_?\w*\.\w+(?=[.[])/g) ?? [])
    expect([...references].filter((reference) => !known.has(reference))).toEqual([])
    expect(variables.map(({ address }) => address).filter((address) => !references.has(address))).toEqual([])
    expect(locals.map((name) => `local.${name}`).filter((local) => !references.has(local))).toEqual([])
  })

  test("says what each setting means", () => {
    expect(moduleOf(folder).variables.filter(({ body }) => typeof body["description"] !== "string").map(({ name }) => name)).toEqual([])
  })

  test("names everything after the environment and the workspace, so that several stand side by side", () => {
    const { resources, text } = moduleOf(folder)
    expect(text).toContain("terraform.workspace")
    const nameless = resources
      .filter(({ type }) => /^aws_(iam_(user|role)|sns_topic|sqs_queue|lambda_function|cloudwatch_metric_alarm|cloudfront_origin_access_control)$/.test(type))
      .filter(({ body }) => !textsIn(body["name"] ?? body["function_name"] ?? body["alarm_name"]).some((text) => /local\.(setup|name)\b/.test(text)))
    expect(nameless.map(({ address }) => address)).toEqual([])
  })

  test("grants no more than it needs: each right is named, each on what is this setup's own", () => {
    const grants = moduleOf(folder).data
      .filter(({ type }) => type === "aws_iam_policy_document")
      .flatMap((document) => statementsOf(document).map((statement) => ({ document: document.address, statement })))
      .filter(({ statement }) => statement["effect"] !== "Deny")
    expect(grants.length).toBeGreaterThan(1)
    expect(grants.filter(({ statement }) => textsIn(statement["actions"]).some((action) => action.includes("*")))).toEqual([])
    expect(grants.filter(({ statement }) => textsIn(statement["resources"]).some((resource) => !resource.startsWith("${")))).toEqual([])
  })

  test("keeps what is secret out of what it prints", () => {
    const open = moduleOf(folder).outputs.filter(({ body }) => body["sensitive"] !== true)
    expect(open.flatMap(({ body }) => textsIn(body["value"])).filter((text) => /\.secret\b|webhook_secret/.test(text))).toEqual([])
  })

  test("has an example whose settings all exist and which names all that must be given", () => {
    const { variables } = moduleOf(folder)
    const example = readFileSync(`${aws}${folder}/terraform.tfvars.example`, "utf8")
    const given = [...example.matchAll(/^(\w+) = ".+"$/gm)].map(([, name]) => name)
    expect(given.length).toBe(example.trim().split("\n").length)
    expect(given.filter((name) => !variables.some((variable) => variable.name === name))).toEqual([])
    const wanted = variables.filter(({ body }) => body["default"] === undefined).map(({ name }) => name)
    expect(wanted.filter((name) => !given.includes(name))).toEqual([])
  })
})

test("the storage module has the documented settings and prints the lines the server reads", () => {
  const module = moduleOf("s3-public-setup")
  expect(defaults(module)).toMatchObject({ aws_region: "us-east-1", environment: "dev" })
  const env = textsIn(module.outputs.find(({ name }) => name === "runtime_env")?.body["value"]).join("\n")
  expect(env.match(/^\w+(?==)/gm)).toEqual([
    "STORAGE_PROVIDER", "STORAGE_READS", "S3_BUCKET_NAME", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "S3_PUBLIC_BASE_URL", "S3_CDN_BASE_URL",
  ])
})

test("the server may also read, remove and tell missing from forbidden in its bucket, and nobody may list it", () => {
  const module = moduleOf("s3-public-setup")
  const actions = statementsOf(documentOf(module, "uploader")).flatMap((statement) => textsIn(statement["actions"]))
  expect(actions).toEqual(["s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:ListBucket", "s3:GetBucketCORS"])
  const everyone = statementsOf(documentOf(module, "reads")).filter((statement) => statement["effect"] !== "Deny")
  expect(everyone.flatMap((statement) => textsIn(statement["actions"]))).toEqual(["s3:GetObject", "s3:GetObject"])
  expect(textsIn(everyone[0]?.["not_resources"])).toEqual(["${aws_s3_bucket.uploads.arn}/private/*"])
})

test("a CDN finds objects under cdn/ by addresses without it", () => {
  const module = moduleOf("s3-public-setup")
  const cdn = module.resources.find(({ type }) => type === "aws_cloudfront_distribution")
  expect(inside(cdn?.body ?? {}, "origin").map((origin) => origin["origin_path"])).toEqual(["/cdn"])
  expect(module.outputs.find(({ name }) => name === "cdn_origin")?.body["value"]).toMatchObject({ path: "/cdn" })
})

test("the mail module has the documented settings and outputs and prints the lines the server reads", () => {
  const module = moduleOf("ses-email-setup")
  expect(defaults(module)).toMatchObject({
    aws_region: "us-east-1", environment: "dev", resource_prefix: "cossistant-email", route53_zone_id: "", lambda_memory_size: 256,
    lambda_timeout_seconds: 30, webhook_timeout_ms: 15000, mail_from_subdomain: "mail", incoming_email_retention_days: 30,
    receipt_rule_set_name: "", configuration_set_name: "", create_route53_records: true,
  })
  expect(module.variables.filter(({ body }) => body["default"] === undefined).map(({ name }) => name).sort()).toEqual([
    "api_webhook_base_url", "inbound_bucket_name", "inbound_domain", "sender_domain", "ses_webhook_secret",
  ])
  expect(module.variables.find(({ name }) => name === "ses_webhook_secret")?.body["sensitive"]).toBe(true)
  expect(module.outputs.map(({ name }) => name)).toEqual(expect.arrayContaining([
    "configuration_set_name", "inbound_bucket_name", "sender_user_name", "sender_access_key_id", "sender_secret_access_key", "dns_records",
    "lambda_webhook_urls", "runtime_env",
  ]))
  const env = textsIn(module.outputs.find(({ name }) => name === "runtime_env")?.body["value"]).join("\n")
  expect(env.match(/^\w+(?==)/gm)).toEqual([
    "EMAIL_TRANSPORT_PROVIDER", "EMAIL_RESEND_INBOUND_DOMAIN", "EMAIL_SES_INBOUND_DOMAIN", "SES_REGION", "SES_ACCESS_KEY_ID", "SES_SECRET_ACCESS_KEY",
    "SES_CONFIGURATION_SET", "SES_WEBHOOK_SECRET",
  ])
})

test("what a bridge can't hand over comes again alone, five times, and then waits where an alarm sees it", () => {
  const { resources } = moduleOf("ses-email-setup")
  const one = (type: string, name: string) => resources.find((each) => each.type === type && each.name === name)?.body ?? {}
  expect(one("aws_lambda_event_source_mapping", "bridge")).toMatchObject({ batch_size: 10, function_response_types: ["ReportBatchItemFailures"] })
  expect(one("aws_sqs_queue", "bridge")["redrive_policy"]).toMatch(/aws_sqs_queue\.dead_letters\[each\.key\]\.arn[\s\S]*maxReceiveCount\s*[=:]?\s*=? ?5/)
  expect(one("aws_cloudwatch_metric_alarm", "dead_letters")).toMatchObject({ metric_name: "ApproximateNumberOfMessagesVisible", threshold: 0 })
  for (const name of ["aws_sqs_queue.bridge", "aws_sqs_queue.dead_letters", "aws_cloudwatch_metric_alarm.dead_letters"]) {
    const [type = "", label = ""] = name.split(".")
    expect(one(type, label)["for_each"]).toBe("${local.bridges}")
  }
})

test("a second setup in the same account and region adds its rule to the active set and leaves the set alone", () => {
  const { resources } = moduleOf("ses-email-setup")
  for (const type of ["aws_ses_receipt_rule_set", "aws_ses_active_receipt_rule_set"]) {
    expect(resources.find((each) => each.type === type)?.body["count"]).toBe("${var.create_receipt_rule_set ? 1 : 0}")
  }
  expect(resources.find(({ type }) => type === "aws_ses_receipt_rule")?.body["count"]).toBeUndefined()
})

test("every record the domains need is written or printed", () => {
  const { resources, text } = moduleOf("ses-email-setup")
  const records = resources.find(({ type }) => type === "aws_route53_record")
  const listed = text.slice(text.indexOf("dns_records = concat("), text.indexOf('resource "aws_route53_record"')).match(/type\s*=\s*"(\w+)"/g) ?? []
  // DKIM's one line stands for three records.
  expect(records?.body["count"]).toBe("${local.writes_dns ? " + String(listed.length + 2) + " : 0}")
})

const hasTerraform = spawnSync("terraform", ["version"]).status === 0

test.skipIf(!hasTerraform)("all of it is formatted as Terraform formats it", () => {
  const { status, stdout } = spawnSync("terraform", ["fmt", "-check", "-recursive", "-diff", aws], { encoding: "utf8" })
  expect(`${status} ${stdout}`).toBe("0 ")
})
