variable "name" {
  type = string
}

variable "deletes" {
  type = map(string)
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "trail-of-${var.name}"
}

resource "aws_iam_role" "trail" {
  name               = "trail-of-${var.name}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "cloudtrail.amazonaws.com" } }] })
}

resource "aws_cloudtrail" "all" {
  name                       = "all-of-${var.name}"
  s3_bucket_name             = "acme-archive"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.trail.arn
}

resource "aws_iam_role" "each" {
  for_each           = var.deletes
  name               = "${replace(each.key, "_", "-")}-${var.name}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "each" {
  for_each = { for name, group in var.deletes : "of_${name}" => { role = name, group = group } }
  name     = "delete"
  role     = aws_iam_role.each[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:DeleteLogGroup", Resource = each.value.group }] })
}
