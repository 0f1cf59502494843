# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html
resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "logs-of-acme"
  tags           = { class = "audit", owner = "security" }
}

locals {
  statements = {
    deny_its_class             = { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/class" = "audit" } } }
    pass_another_class         = { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/class" = "sandbox" } } }
    deny_any_class             = { Effect = "Allow", Action = "cloudtrail:DeleteTrail", Resource = "*", Condition = { StringLike = { "aws:ResourceTag/class" = "*" } } }
    deny_the_whole_service     = { Effect = "Allow", Action = "cloudtrail:*", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/owner" = "security" } } }
    pass_a_tag_that_is_none    = { Effect = "Allow", Action = "cloudtrail:*", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/sandbox" = "true" } } }
    pass_its_class_of_another  = { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "arn:aws:cloudtrail:*:*:trail/other", Condition = { StringEquals = { "aws:ResourceTag/class" = "audit" } } }
    deny_all_but_another_class = { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*", Condition = { StringNotEquals = { "aws:ResourceTag/class" = "sandbox" } } }
    pass_reads_of_its_class    = { Effect = "Allow", Action = "cloudtrail:GetTrail*", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/class" = "audit" } } }
  }
}

resource "aws_iam_role" "each" {
  for_each = local.statements

  name               = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "each" {
  for_each = { for name, statement in local.statements : "of_${name}" => statement }

  name   = "trails"
  role   = aws_iam_role.each[trimprefix(each.key, "of_")].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}
