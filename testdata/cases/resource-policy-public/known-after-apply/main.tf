# How many principals or conditions a statement has is known after apply; those that are known say what they say.
resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "terraform_data" "each" {
  input = ["*"]
}

data "aws_iam_policy_document" "principals" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
    dynamic "principals" {
      for_each = terraform_data.each.output
      content {
        type        = "AWS"
        identifiers = [principals.value]
      }
    }
  }
}

data "aws_iam_policy_document" "all_but" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
    dynamic "not_principals" {
      for_each = terraform_data.each.output
      content {
        type        = "AWS"
        identifiers = [not_principals.value]
      }
    }
  }
}

data "aws_iam_policy_document" "conditions" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    dynamic "condition" {
      for_each = terraform_data.each.output
      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = ["123456789012"]
      }
    }
  }
}

data "aws_iam_policy_document" "beside" {
  source_policy_documents = [data.aws_iam_policy_document.principals.json]
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "known" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
    dynamic "principals" {
      for_each = ["123456789012"]
      content {
        type        = "AWS"
        identifiers = [principals.value]
      }
    }
  }
}

resource "aws_sqs_queue_policy" "unknown_principals" {
  queue_url = aws_sqs_queue.jobs.id
  policy    = data.aws_iam_policy_document.principals.json
}

resource "aws_sqs_queue_policy" "unknown_all_but" {
  queue_url = aws_sqs_queue.jobs.id
  policy    = data.aws_iam_policy_document.all_but.json
}

resource "aws_sqs_queue_policy" "unknown_conditions" {
  queue_url = aws_sqs_queue.jobs.id
  policy    = data.aws_iam_policy_document.conditions.json
}

resource "aws_sqs_queue_policy" "deny_beside" {
  queue_url = aws_sqs_queue.jobs.id
  policy    = data.aws_iam_policy_document.beside.json
}

resource "aws_sqs_queue_policy" "pass_known" {
  queue_url = aws_sqs_queue.jobs.id
  policy    = data.aws_iam_policy_document.known.json
}
