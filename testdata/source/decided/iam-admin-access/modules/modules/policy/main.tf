
variable "name" {}
variable "policies" { type = map(string) }
variable "create" { default = true }
resource "aws_iam_policy" "this" {
  for_each = var.create ? var.policies : {}
  name     = "${var.name}-${each.key}"
  policy   = each.value
}
output "arns" { value = [for p in aws_iam_policy.this : p.arn] }
output "by_key" { value = { for k, p in aws_iam_policy.this : k => p.arn } }
