# Documents of which the HCL tells more than the plan: one of several, texts that are made of others, files.
resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

# Decides something that is only known after apply.
resource "terraform_data" "later" {
  input = aws_sqs_queue.jobs.url
}

locals {
  later = terraform_data.later.output == "x"
}

data "aws_iam_policy_document" "any" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

data "aws_iam_policy_document" "any_too" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
  statement {
    actions   = ["sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

data "aws_iam_policy_document" "sends" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

data "aws_iam_policy_document" "receives" {
  statement {
    actions   = ["sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

resource "aws_iam_policy" "deny_either" {
  name   = "deny-either"
  policy = local.later ? data.aws_iam_policy_document.any.json : data.aws_iam_policy_document.any_too.json
}

resource "aws_iam_policy" "pass_either" {
  name   = "pass-either"
  policy = local.later ? data.aws_iam_policy_document.sends.json : data.aws_iam_policy_document.receives.json
}

resource "aws_iam_policy" "unknown_either" {
  name   = "unknown-either"
  policy = local.later ? data.aws_iam_policy_document.any.json : data.aws_iam_policy_document.sends.json
}

resource "aws_iam_policy" "pass_either_action" {
  name   = "pass-either-action"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.later ? "s3:GetObject" : "s3:PutObject", Resource = "*" }] })
}

resource "aws_iam_policy" "unknown_either_action" {
  name   = "unknown-either-action"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.later ? "*" : "s3:PutObject", Resource = "*" }] })
}

resource "aws_iam_policy" "pass_either_resource" {
  name   = "pass-either-resource"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = local.later ? aws_sqs_queue.jobs.arn : "arn:aws:sqs:us-east-1:111122223333:x" }] })
}

resource "aws_iam_policy" "unknown_either_resource" {
  name   = "unknown-either-resource"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = local.later ? aws_sqs_queue.jobs.arn : "*" }] })
}

resource "aws_iam_policy" "deny_beside_either_statement" {
  name   = "deny-beside-either-statement"
  policy = jsonencode({ Version = "2012-10-17", Statement = concat([{ Effect = "Allow", Action = "*", Resource = "*" }], local.later ? [{ Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.jobs.arn }] : []) })
}

resource "aws_iam_policy" "pass_perhaps_a_statement" {
  name   = "pass-perhaps-a-statement"
  policy = jsonencode({ Version = "2012-10-17", Statement = concat([{ Effect = "Allow", Action = "s3:Get*", Resource = "*" }], local.later ? [{ Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.jobs.arn }] : []) })
}

resource "aws_iam_policy" "unknown_perhaps_a_statement" {
  name   = "unknown-perhaps-a-statement"
  policy = jsonencode({ Version = "2012-10-17", Statement = concat([{ Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.jobs.arn }], local.later ? [{ Effect = "Allow", Action = "*", Resource = "*" }] : []) })
}

resource "aws_iam_policy" "unknown_perhaps_denied" {
  name   = "unknown-perhaps-denied"
  policy = jsonencode({ Version = "2012-10-17", Statement = concat([{ Effect = "Allow", Action = "*", Resource = ["*", aws_sqs_queue.jobs.arn] }], local.later ? [{ Effect = "Deny", Action = "*", Resource = "*" }] : []) })
}

resource "aws_iam_policy" "deny_replaced_in_file" {
  name   = "deny-replaced-in-file"
  policy = replace(file("${path.module}/any.json"), "QUEUE", aws_sqs_queue.jobs.arn)
}

resource "aws_iam_policy" "deny_trimmed" {
  name   = "deny-trimmed"
  policy = trimspace(" ${jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = ["*", aws_sqs_queue.jobs.arn] }] })} ")
}

resource "aws_iam_policy" "deny_distinct" {
  name   = "deny-distinct"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = distinct(["*", aws_sqs_queue.jobs.arn, "*"]) }] })
}

resource "aws_iam_policy" "unknown_replaced" {
  name   = "unknown-replaced"
  policy = replace(data.aws_iam_policy_document.sends.json, "sqs:SendMessage", "*")
}

resource "aws_iam_policy" "unknown_replaced_by_less" {
  name   = "unknown-replaced-by-less"
  policy = replace(data.aws_iam_policy_document.any.json, "\"*\"", "\"s3:GetObject\"")
}

resource "aws_iam_policy" "unknown_added_to" {
  name   = "unknown-added-to"
  policy = jsonencode({ Version = "2012-10-17", Statement = concat(jsondecode(data.aws_iam_policy_document.sends.json).Statement, [{ Effect = "Allow", Action = "*", Resource = "*" }]) })
}

data "aws_iam_policy_document" "deny_sources_either" {
  source_policy_documents = [local.later ? data.aws_iam_policy_document.any.json : data.aws_iam_policy_document.any_too.json]
}

resource "aws_iam_policy" "deny_sources_either" {
  name   = "deny-sources-either"
  policy = data.aws_iam_policy_document.deny_sources_either.json
}

data "aws_iam_policy_document" "pass_sources_either" {
  source_policy_documents = [local.later ? data.aws_iam_policy_document.sends.json : data.aws_iam_policy_document.receives.json]
}

resource "aws_iam_policy" "pass_sources_either" {
  name   = "pass-sources-either"
  policy = data.aws_iam_policy_document.pass_sources_either.json
}

data "aws_iam_policy_document" "unknown_sources_either" {
  source_policy_documents = [local.later ? data.aws_iam_policy_document.sends.json : data.aws_iam_policy_document.any.json]
}

resource "aws_iam_policy" "unknown_sources_either" {
  name   = "unknown-sources-either"
  policy = data.aws_iam_policy_document.unknown_sources_either.json
}

data "aws_iam_policy_document" "deny_sources_perhaps_more" {
  source_policy_documents = concat([data.aws_iam_policy_document.any.json], local.later ? [data.aws_iam_policy_document.sends.json] : [])
}

resource "aws_iam_policy" "deny_sources_perhaps_more" {
  name   = "deny-sources-perhaps-more"
  policy = data.aws_iam_policy_document.deny_sources_perhaps_more.json
}

data "aws_iam_policy_document" "pass_sources_perhaps_more" {
  source_policy_documents = concat([data.aws_iam_policy_document.receives.json], local.later ? [data.aws_iam_policy_document.sends.json] : [])
}

resource "aws_iam_policy" "pass_sources_perhaps_more" {
  name   = "pass-sources-perhaps-more"
  policy = data.aws_iam_policy_document.pass_sources_perhaps_more.json
}

data "aws_iam_policy_document" "unknown_sources_perhaps_more" {
  source_policy_documents = concat([data.aws_iam_policy_document.receives.json], local.later ? [data.aws_iam_policy_document.any.json] : [])
}

resource "aws_iam_policy" "unknown_sources_perhaps_more" {
  name   = "unknown-sources-perhaps-more"
  policy = data.aws_iam_policy_document.unknown_sources_perhaps_more.json
}

data "aws_iam_policy_document" "unknown_override_either" {
  override_policy_documents = [local.later ? data.aws_iam_policy_document.named.json : data.aws_iam_policy_document.sends.json]
  statement {
    actions   = ["*"]
    resources = ["*"]
    sid       = "Named"
  }
}

resource "aws_iam_policy" "unknown_override_either" {
  name   = "unknown-override-either"
  policy = data.aws_iam_policy_document.unknown_override_either.json
}

data "aws_iam_policy_document" "pass_resource_either" {
  statement {
    actions   = ["*"]
    resources = [local.later ? aws_sqs_queue.jobs.arn : "arn:aws:sqs:us-east-1:111122223333:x"]
  }
}

resource "aws_iam_policy" "pass_resource_either" {
  name   = "pass-resource-either"
  policy = data.aws_iam_policy_document.pass_resource_either.json
}

data "aws_iam_policy_document" "unknown_resource_either" {
  statement {
    actions   = ["*"]
    resources = [local.later ? aws_sqs_queue.jobs.arn : "*"]
  }
}

resource "aws_iam_policy" "unknown_resource_either" {
  name   = "unknown-resource-either"
  policy = data.aws_iam_policy_document.unknown_resource_either.json
}

data "aws_iam_policy_document" "deny_actions_perhaps_more" {
  statement {
    actions   = concat(["*"], local.later ? ["s3:GetObject"] : [])
    resources = ["*", aws_sqs_queue.jobs.arn]
  }
}

resource "aws_iam_policy" "deny_actions_perhaps_more" {
  name   = "deny-actions-perhaps-more"
  policy = data.aws_iam_policy_document.deny_actions_perhaps_more.json
}

data "aws_iam_policy_document" "named" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
    sid       = "Named"
  }
}
