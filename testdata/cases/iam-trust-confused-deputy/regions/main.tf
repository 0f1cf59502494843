# Some services are also named for one region, and act for any of their customers there. EC2 is for the strict profile only.
resource "aws_iam_role" "each" {
  for_each = {
    deny_logs      = "logs.eu-west-1.amazonaws.com"
    deny_states    = "states.us-gov-west-1.amazonaws.com"
    pass_condition = "logs.eu-west-1.amazonaws.com"
    deny_instances = "ec2.eu-west-1.amazonaws.com"
  }

  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = each.value } },
      each.key == "pass_condition" ? { Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } } } : null,
    )]
  })
}
