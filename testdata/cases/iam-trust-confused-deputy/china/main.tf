# Services have names of their own in the partition of China, with and without a region.
resource "aws_iam_role" "each" {
  for_each = {
    deny_with_domain = "firehose.amazonaws.com.cn"
    deny_with_region = "states.cn-north-1.amazonaws.com.cn"
    pass_passed_to   = "ec2.amazonaws.com.cn"
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = each.value }, Action = "sts:AssumeRole" }]
  })
}
