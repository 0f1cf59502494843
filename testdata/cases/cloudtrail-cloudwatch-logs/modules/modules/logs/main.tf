resource "aws_cloudwatch_log_group" "this" {
  name_prefix = "trail-"
}

resource "aws_iam_role" "this" {
  name_prefix = "trail-"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "cloudtrail.amazonaws.com" } }]
  })
}

output "group" {
  value = aws_cloudwatch_log_group.this.arn
}

output "role" {
  value = aws_iam_role.this.arn
}
