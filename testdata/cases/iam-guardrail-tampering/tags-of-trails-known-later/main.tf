# Terraform shows none of the tags where one waits.
resource "terraform_data" "team" {
  input = "payments"
}

resource "aws_cloudtrail" "team" {
  name           = "team"
  s3_bucket_name = "logs-of-acme"
  tags           = { class = "team", team = terraform_data.team.output }
}

locals {
  statements = {
    unknown_a_tag_that_waits = { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/team" = "payments" } } }
    unknown_a_tag_beside_it  = { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/class" = "audit" } } }
    pass_of_another_trail    = { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "arn:aws:cloudtrail:*:*:trail/other", Condition = { StringEquals = { "aws:ResourceTag/team" = "payments" } } }
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
