# Documents that are only read at apply, made of elements and blocks that the plan does not show. The names say what the plan
# answers alone.
variable "wide" {
  default = true
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

locals {
  everything = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Queue", Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs.arn },
      { Sid = "Everything", Effect = "Allow", Action = "*", Resource = "*" },
    ]
  })
  narrow = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Everything", Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.jobs.arn }]
  })
}

# A text among the sources.
data "aws_iam_policy_document" "source_text" {
  source_policy_documents = [local.everything]
}

resource "aws_iam_policy" "unknown_source_text" {
  name   = "source-text"
  policy = data.aws_iam_policy_document.source_text.json
}

# Its own statement has the same sid, and takes its place.
data "aws_iam_policy_document" "own_statement" {
  source_policy_documents = [local.everything]
  statement {
    sid       = "Everything"
    actions   = ["sqs:GetQueueUrl"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "unknown_own_statement" {
  name   = "own-statement"
  policy = data.aws_iam_policy_document.own_statement.json
}

# What overrides takes the place of the statement with the same sid.
data "aws_iam_policy_document" "overridden" {
  override_policy_documents = [local.narrow]
  statement {
    sid       = "Everything"
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "unknown_overridden" {
  name   = "overridden"
  policy = data.aws_iam_policy_document.overridden.json
}

# The last of several with one sid stays.
data "aws_iam_policy_document" "overridden_in_order" {
  override_policy_documents = [local.narrow, local.everything]
  statement {
    sid       = "Everything"
    actions   = ["sqs:GetQueueUrl"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "unknown_overridden_in_order" {
  name   = "overridden-in-order"
  policy = data.aws_iam_policy_document.overridden_in_order.json
}

# A statement without a sid is never replaced.
data "aws_iam_policy_document" "beside_override" {
  override_policy_documents = [local.narrow]
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "deny_beside_override" {
  name   = "beside-override"
  policy = data.aws_iam_policy_document.beside_override.json
}

# One of two documents, by a condition.
data "aws_iam_policy_document" "admin" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
  statement {
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

data "aws_iam_policy_document" "queue" {
  statement {
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

data "aws_iam_policy_document" "one_of_two" {
  source_policy_documents = [var.wide ? data.aws_iam_policy_document.admin.json : data.aws_iam_policy_document.queue.json]
}

resource "aws_iam_policy" "unknown_one_of_two" {
  name   = "one-of-two"
  policy = data.aws_iam_policy_document.one_of_two.json
}

resource "aws_iam_policy" "unknown_one_of_two_alone" {
  name   = "one-of-two-alone"
  policy = var.wide ? data.aws_iam_policy_document.admin.json : data.aws_iam_policy_document.queue.json
}

# Of documents that may be left out, those that are not.
data "aws_iam_policy_document" "compact" {
  for_each = { with = var.wide, without = !var.wide }
  source_policy_documents = compact([
    each.value ? data.aws_iam_policy_document.admin.json : "",
    data.aws_iam_policy_document.queue.json,
  ])
}

resource "aws_iam_policy" "unknown_compact" {
  name   = "compact"
  policy = data.aws_iam_policy_document.compact["with"].json
}

resource "aws_iam_policy" "unknown_compact_without" {
  name   = "compact-without"
  policy = data.aws_iam_policy_document.compact["without"].json
}

# All instances of a document.
data "aws_iam_policy_document" "each" {
  for_each = toset(["sqs:SendMessage", "*"])
  statement {
    actions   = [each.key]
    resources = each.key == "*" ? ["*"] : [aws_sqs_queue.jobs.arn]
  }
}

data "aws_iam_policy_document" "all_of_each" {
  source_policy_documents = [for document in data.aws_iam_policy_document.each : document.json]
}

resource "aws_iam_policy" "unknown_all_of_each" {
  name   = "all-of-each"
  policy = data.aws_iam_policy_document.all_of_each.json
}

# Through the input of a module.
module "joined" {
  source    = "./modules/policy"
  documents = [data.aws_iam_policy_document.queue.json, local.everything]
}

# Blocks made of a map whose keys are only known after apply.
data "aws_iam_policy_document" "dynamic" {
  dynamic "statement" {
    for_each = { for queue in [aws_sqs_queue.jobs] : queue.arn => ["*"] }
    content {
      actions   = statement.value
      resources = ["*"]
    }
  }
}

resource "aws_iam_policy" "unknown_dynamic" {
  name   = "dynamic"
  policy = data.aws_iam_policy_document.dynamic.json
}

locals {
  by_queue = { (aws_sqs_queue.jobs.arn) = { actions = ["sqs:*"], sid = "1" } }
}

data "aws_iam_policy_document" "dynamic_local" {
  dynamic "statement" {
    for_each = local.by_queue
    iterator = queue
    content {
      sid       = queue.value.sid
      actions   = queue.value.actions
      resources = [queue.key]
      dynamic "condition" {
        for_each = [queue.key]
        content {
          test     = "Bool"
          variable = "aws:SecureTransport"
          values   = ["true"]
        }
      }
    }
  }
}

resource "aws_iam_policy" "unknown_dynamic_local" {
  name   = "dynamic-local"
  policy = data.aws_iam_policy_document.dynamic_local.json
}

# Blocks made of a known list, with values that are not.
data "aws_iam_policy_document" "dynamic_values" {
  dynamic "statement" {
    for_each = [aws_sqs_queue.jobs.arn, "*"]
    content {
      actions   = ["*"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_policy" "deny_dynamic_values" {
  name   = "dynamic-values"
  policy = data.aws_iam_policy_document.dynamic_values.json
}

# Blocks of a set that nobody knows, which name one queue.
data "aws_iam_policy_document" "dynamic_set" {
  dynamic "statement" {
    for_each = toset([aws_sqs_queue.jobs.arn])
    content {
      actions   = ["*"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_policy" "unknown_dynamic_set" {
  name   = "dynamic-set"
  policy = data.aws_iam_policy_document.dynamic_set.json
}

# How many there are, another resource says.
resource "terraform_data" "actions" {
  input = ["*"]
}

data "aws_iam_policy_document" "dynamic_elsewhere" {
  dynamic "statement" {
    for_each = terraform_data.actions.output
    content {
      actions   = [statement.value]
      resources = ["*"]
    }
  }
}

resource "aws_iam_policy" "unknown_dynamic_elsewhere" {
  name   = "dynamic-elsewhere"
  policy = data.aws_iam_policy_document.dynamic_elsewhere.json
}

# A document is there, so the first is meant.
resource "aws_iam_policy" "unknown_coalesced" {
  name   = "coalesced"
  policy = coalesce(data.aws_iam_policy_document.own_statement.json, data.aws_iam_policy_document.source_text.json)
}
