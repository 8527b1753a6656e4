# Keys begin with cdn/, addresses don't: the distribution's origin path puts it back.
resource "aws_cloudfront_origin_access_control" "cdn" {
  count                             = var.create_cdn ? 1 : 0
  name                              = "cossistant-cdn-${local.setup}"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

data "aws_cloudfront_cache_policy" "optimized" {
  count = var.create_cdn ? 1 : 0
  name  = "Managed-CachingOptimized"
}

data "aws_cloudfront_response_headers_policy" "cors" {
  count = var.create_cdn ? 1 : 0
  name  = "Managed-CORS-and-SecurityHeadersPolicy"
}

resource "aws_cloudfront_distribution" "cdn" {
  count       = var.create_cdn ? 1 : 0
  comment     = "Cossistant ${local.setup}"
  enabled     = true
  price_class = "PriceClass_100"

  origin {
    origin_id                = "uploads"
    domain_name              = aws_s3_bucket.uploads.bucket_regional_domain_name
    origin_path              = "/cdn"
    origin_access_control_id = aws_cloudfront_origin_access_control.cdn[0].id
  }

  default_cache_behavior {
    target_origin_id           = "uploads"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    viewer_protocol_policy     = "redirect-to-https"
    compress                   = true
    cache_policy_id            = data.aws_cloudfront_cache_policy.optimized[0].id
    response_headers_policy_id = data.aws_cloudfront_response_headers_policy.cors[0].id
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }
}
