# From any branch of any repository of an organisation to an administrator. Nothing here is called admin, no policy allows
# `*` on `*`, there is a boundary and there are Denies, and every step is one that a search for text takes for harmless.
data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
}

resource "aws_iam_openid_connect_provider" "github" {
  url             = "https://token.actions.githubusercontent.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}

# The audience is fixed, and the subject is asked for: of whichever repository.
resource "aws_iam_role" "deploy" {
  name                 = "deploy"
  permissions_boundary = aws_iam_policy.ceiling.arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Condition = {
        StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
        StringLike   = { "token.actions.githubusercontent.com:sub" = "repo:acme*:*" }
      }
    }]
  })
}

# A ceiling that is as high as the sky, but for billing.
resource "aws_iam_policy" "ceiling" {
  name = "ceiling"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = "aws-portal:*", Resource = "*" },
    ]
  })
}

# It passes roles by a prefix, and to one service. Without the second policy it could start nothing with them.
resource "aws_iam_role_policy" "pass" {
  name = "pass"
  role = aws_iam_role.deploy.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["iam:PassR*"]
      Resource  = "arn:aws:iam::${local.account}:role/svc-*"
      Condition = { StringEqualsIfExists = { "iam:PassedToService" = "lambda.amazonaws.com" } }
    }]
  })
}

resource "aws_iam_policy" "release" {
  name = "release"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["Lambda:Create*", "lambda:invokefunction"], Resource = "arn:aws:lambda:*:${local.account}:function:*" },
      # Those who come without a second factor are refused; the key is missing from such a session, and so is the refusal.
      { Effect = "Deny", Action = "lambda:*", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } } },
    ]
  })
}

resource "aws_iam_policy_attachment" "release" {
  name       = "release"
  roles      = [aws_iam_role.deploy.name]
  policy_arn = aws_iam_policy.release.arn
}

# The role of a job that keeps groups in order. Whoever runs as it can give itself anything.
resource "aws_iam_role" "housekeeping" {
  name = "svc-housekeeping"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })

  inline_policy {
    name   = "read"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:List*", Resource = "*" }] })
  }

  inline_policy {
    name = "keep"
    policy = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Action    = "iam:Put?olePolicy"
        Resource  = "arn:aws:iam::${local.account}:role/*"
        Condition = { DateGreaterThan = { "aws:CurrentTime" = "2020-01-01T00:00:00Z" } }
      }]
    })
  }
}

# What would have been noticed: the rule is there, and listens on a bus to which AWS writes nothing.
resource "aws_cloudwatch_event_bus" "security" {
  name = "security"
}

resource "aws_cloudwatch_event_rule" "tampering" {
  name           = "tampering"
  event_bus_name = aws_cloudwatch_event_bus.security.name
  event_pattern = jsonencode({
    source        = ["aws.cloudtrail"]
    "detail-type" = ["AWS API Call via CloudTrail"]
    detail        = { eventName = ["StopLogging", "DeleteTrail", "UpdateTrail"] }
  })
}

resource "aws_sns_topic" "security" {
  name              = "security"
  kms_master_key_id = "alias/security"
}

resource "aws_sns_topic_subscription" "security" {
  topic_arn = aws_sns_topic.security.arn
  protocol  = "email"
  endpoint  = "security@example.com"
}

resource "aws_cloudwatch_event_target" "tampering" {
  rule           = aws_cloudwatch_event_rule.tampering.name
  event_bus_name = aws_cloudwatch_event_bus.security.name
  arn            = aws_sns_topic.security.arn
}

resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = "acme-log-archive"
  is_multi_region_trail      = true
  enable_log_file_validation = true
  kms_key_id                 = "arn:aws:kms:us-east-1:${local.account}:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  # Everything, and of the calls of identities nothing.
  advanced_event_selector {
    name = "management"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }

    field_selector {
      field      = "eventSource"
      not_equals = ["iam.amazonaws.com"]
    }
  }

  advanced_event_selector {
    name = "data"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
  }
}
