locals {
  public_base_url = "https://${aws_s3_bucket.uploads.bucket_regional_domain_name}"
  cdn_base_url    = var.create_cdn ? "https://${aws_cloudfront_distribution.cdn[0].domain_name}" : ""
}

output "bucket_name" {
  value = aws_s3_bucket.uploads.bucket
}

output "region" {
  value = var.aws_region
}

output "access_key_id" {
  value = aws_iam_access_key.uploader.id
}

output "secret_access_key" {
  value     = aws_iam_access_key.uploader.secret
  sensitive = true
}

output "cdn_origin" {
  description = "What a CDN of your own must read from: keys begin with cdn/, addresses don't."
  value       = { domain = aws_s3_bucket.uploads.bucket_regional_domain_name, path = "/cdn" }
}

output "runtime_env" {
  description = "The lines for the server's .env: terraform output -raw runtime_env"
  sensitive   = true
  value       = <<-ENV
    STORAGE_PROVIDER=s3
    STORAGE_READS=${var.public_reads ? "public" : "signed"}
    S3_BUCKET_NAME=${aws_s3_bucket.uploads.bucket}
    S3_REGION=${var.aws_region}
    S3_ACCESS_KEY_ID=${aws_iam_access_key.uploader.id}
    S3_SECRET_ACCESS_KEY=${aws_iam_access_key.uploader.secret}
    S3_PUBLIC_BASE_URL=${local.public_base_url}
    S3_CDN_BASE_URL=${local.cdn_base_url}
  ENV
}
