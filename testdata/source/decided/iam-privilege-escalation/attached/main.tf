# Which policy an expression chooses, where the HCL tells.
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

resource "aws_iam_policy" "writes" {
  name = "writes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}

resource "aws_iam_policy" "reads" {
  name = "reads"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::a/*" }]
  })
}

resource "aws_iam_policy" "sends" {
  name = "sends"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:111122223333:a" }]
  })
}

resource "aws_iam_role" "other" {
  name               = "other"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "pass_either" {
  name               = "pass-either"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_pass_either" {
  role       = aws_iam_role.pass_either.name
  policy_arn = local.later ? aws_iam_policy.reads.arn : aws_iam_policy.sends.arn
}

resource "aws_iam_role" "unknown_either" {
  name               = "unknown-either"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_unknown_either" {
  role       = aws_iam_role.unknown_either.name
  policy_arn = local.later ? aws_iam_policy.reads.arn : aws_iam_policy.writes.arn
}

resource "aws_iam_role" "pass_own_or_of_aws" {
  name               = "pass-own-or-of-aws"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_pass_own_or_of_aws" {
  role       = aws_iam_role.pass_own_or_of_aws.name
  policy_arn = local.later ? aws_iam_policy.reads.arn : "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"
}

resource "aws_iam_role" "unknown_own_or_any_rights" {
  name               = "unknown-own-or-any-rights"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_unknown_own_or_any_rights" {
  role       = aws_iam_role.unknown_own_or_any_rights.name
  policy_arn = local.later ? aws_iam_policy.reads.arn : "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "pass_role_decides" {
  name               = "pass-role-decides"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_pass_role_decides" {
  role       = aws_iam_role.pass_role_decides.name
  policy_arn = aws_iam_role.other.unique_id == "x" ? aws_iam_policy.reads.arn : aws_iam_policy.sends.arn
}

resource "aws_iam_role" "unknown_role_decides" {
  name               = "unknown-role-decides"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_unknown_role_decides" {
  role       = aws_iam_role.unknown_role_decides.name
  policy_arn = aws_iam_role.other.unique_id == "x" ? aws_iam_policy.reads.arn : "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "pass_element" {
  name               = "pass-element"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_pass_element" {
  role       = aws_iam_role.pass_element.name
  policy_arn = element([aws_iam_policy.reads.arn, aws_iam_policy.sends.arn], length(terraform_data.later.output))
}

resource "aws_iam_role" "unknown_element" {
  name               = "unknown-element"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_unknown_element" {
  role       = aws_iam_role.unknown_element.name
  policy_arn = element([aws_iam_policy.reads.arn, aws_iam_policy.writes.arn], length(terraform_data.later.output))
}

resource "aws_iam_role" "pass_member" {
  name               = "pass-member"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_pass_member" {
  role       = aws_iam_role.pass_member.name
  policy_arn = { a = aws_iam_policy.reads.arn, b = aws_iam_policy.sends.arn }[terraform_data.later.output]
}

resource "aws_iam_role" "unknown_member" {
  name               = "unknown-member"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_unknown_member" {
  role       = aws_iam_role.unknown_member.name
  policy_arn = { a = aws_iam_policy.reads.arn, b = aws_iam_policy.writes.arn }[terraform_data.later.output]
}

resource "aws_iam_role" "pass_lookup" {
  name               = "pass-lookup"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_pass_lookup" {
  role       = aws_iam_role.pass_lookup.name
  policy_arn = lookup({ a = aws_iam_policy.reads.arn }, terraform_data.later.output, aws_iam_policy.sends.arn)
}

resource "aws_iam_role" "unknown_lookup" {
  name               = "unknown-lookup"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_unknown_lookup" {
  role       = aws_iam_role.unknown_lookup.name
  policy_arn = lookup({ a = aws_iam_policy.reads.arn }, terraform_data.later.output, aws_iam_policy.writes.arn)
}

resource "aws_iam_role" "deny_first" {
  name               = "deny-first"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_deny_first" {
  role       = aws_iam_role.deny_first.name
  policy_arn = element([aws_iam_policy.writes.arn, aws_iam_policy.reads.arn], 0)
}

resource "aws_iam_role" "pass_second" {
  name               = "pass-second"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_pass_second" {
  role       = aws_iam_role.pass_second.name
  policy_arn = element([aws_iam_policy.writes.arn, aws_iam_policy.reads.arn], 1)
}

resource "aws_iam_role" "deny_coalesced" {
  name               = "deny-coalesced"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_deny_coalesced" {
  role       = aws_iam_role.deny_coalesced.name
  policy_arn = coalesce(aws_iam_policy.writes.arn, aws_iam_policy.reads.arn)
}

resource "aws_iam_role" "pass_tried" {
  name               = "pass-tried"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_pass_tried" {
  role       = aws_iam_role.pass_tried.name
  policy_arn = try(aws_iam_policy.reads.arn, aws_iam_policy.writes.arn)
}

resource "aws_iam_role" "deny_only" {
  name               = "deny-only"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_deny_only" {
  role       = aws_iam_role.deny_only.name
  policy_arn = one([aws_iam_policy.writes.arn])
}

resource "aws_iam_role" "deny_flattened" {
  name               = "deny-flattened"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_deny_flattened" {
  role       = aws_iam_role.deny_flattened.name
  policy_arn = flatten([[aws_iam_policy.reads.arn], [aws_iam_policy.writes.arn]])[1]
}

resource "aws_iam_role" "pass_flattened" {
  name               = "pass-flattened"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_pass_flattened" {
  role       = aws_iam_role.pass_flattened.name
  policy_arn = flatten([[aws_iam_policy.reads.arn], [aws_iam_policy.writes.arn]])[0]
}
