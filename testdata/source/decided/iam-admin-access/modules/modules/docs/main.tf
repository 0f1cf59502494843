
variable "queue" {}
variable "base" {
  type    = list(string)
  default = []
}
variable "extra" {
  type    = list(string)
  default = []
}
variable "wide" { default = false }
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Base"
    actions   = var.wide ? ["*"] : ["sqs:SendMessage"]
    resources = var.wide ? ["*"] : [var.queue]
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents   = concat([data.aws_iam_policy_document.base.json], var.base)
  override_policy_documents = var.extra
}
output "base" { value = data.aws_iam_policy_document.base.json }
output "all" { value = data.aws_iam_policy_document.all.json }
output "map" { value = { a = data.aws_iam_policy_document.base.json, b = { c = data.aws_iam_policy_document.all.json } } }
output "list" { value = [data.aws_iam_policy_document.base.json, data.aws_iam_policy_document.all.json] }
