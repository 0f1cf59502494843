# Policies of AWS in a partition, and accounts, that are only read at apply.
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

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

resource "aws_iam_role" "plain" {
  name               = "plain"
  assume_role_policy = local.trust
}

data "aws_partition" "later" {
  depends_on = [aws_sqs_queue.jobs]
}

data "aws_caller_identity" "now" {}

data "aws_caller_identity" "later" {
  depends_on = [aws_sqs_queue.jobs]
}

output "account" {
  value = data.aws_caller_identity.now.account_id
}

locals {
  of_aws = "arn:${data.aws_partition.later.partition}:iam::aws:policy"
}

resource "aws_iam_role_policy_attachment" "deny_template" {
  role       = aws_iam_role.plain.name
  policy_arn = "arn:${data.aws_partition.later.partition}:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "pass_template" {
  role       = aws_iam_role.plain.name
  policy_arn = "arn:${data.aws_partition.later.partition}:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy_attachment" "deny_format" {
  role       = aws_iam_role.plain.name
  policy_arn = format("arn:%s:iam::aws:policy/%s", data.aws_partition.later.partition, "AdministratorAccess")
}

resource "aws_iam_role_policy_attachment" "deny_join" {
  role       = aws_iam_role.plain.name
  policy_arn = join(":", ["arn", data.aws_partition.later.partition, "iam", "", "aws", "policy/AdministratorAccess"])
}

resource "aws_iam_role_policy_attachment" "deny_local" {
  role       = aws_iam_role.plain.name
  policy_arn = "${local.of_aws}/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "deny_replace" {
  role       = aws_iam_role.plain.name
  policy_arn = replace("arn:PARTITION:iam::aws:policy/AdministratorAccess", "PARTITION", data.aws_partition.later.partition)
}

resource "aws_iam_role_policy_attachment" "deny_coalesced" {
  role       = aws_iam_role.plain.name
  policy_arn = coalesce(null, "${local.of_aws}/AdministratorAccess")
}

resource "aws_iam_role_policy_attachment" "unknown_partition_in_a_name" {
  role       = aws_iam_role.plain.name
  policy_arn = "arn:aws:iam::aws:policy/${data.aws_partition.later.partition}"
}

resource "aws_iam_role_policy_attachment" "pass_either" {
  role       = aws_iam_role.plain.name
  policy_arn = local.later ? "arn:aws:iam::aws:policy/ReadOnlyAccess" : "${local.of_aws}/AmazonS3ReadOnlyAccess"
}

resource "aws_iam_role_policy_attachment" "unknown_either" {
  role       = aws_iam_role.plain.name
  policy_arn = local.later ? "arn:aws:iam::aws:policy/ReadOnlyAccess" : "${local.of_aws}/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "deny_same" {
  role       = aws_iam_role.plain.name
  policy_arn = local.later ? "arn:aws:iam::aws:policy/AdministratorAccess" : "${local.of_aws}/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "unknown_another_account" {
  role       = aws_iam_role.plain.name
  policy_arn = "arn:aws:iam::${data.aws_caller_identity.later.account_id}:policy/elsewhere"
}

resource "aws_iam_role_policy_attachment" "pass_own_account" {
  role       = aws_iam_role.plain.name
  policy_arn = "arn:aws:iam::${data.aws_caller_identity.later.account_id}:policy/reads"
}

resource "aws_iam_policy" "reads" {
  name = "reads"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::a/*" }]
  })
}

resource "aws_iam_role" "deny_listed" {
  name                = "listed"
  assume_role_policy  = local.trust
  managed_policy_arns = ["${local.of_aws}/ReadOnlyAccess", "${local.of_aws}/AdministratorAccess"]
}

resource "aws_iam_role" "pass_listed" {
  name                = "pass-listed"
  assume_role_policy  = local.trust
  managed_policy_arns = ["${local.of_aws}/ReadOnlyAccess"]
}
