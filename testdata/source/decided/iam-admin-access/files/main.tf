# Policies made of files beside the configuration.
resource "aws_s3_bucket" "b" { bucket_prefix = "b" }
locals {
  files = { for f in fileset(path.module, "policies/*.yaml") : trimsuffix(basename(f), ".yaml") => yamldecode(file("${path.module}/${f}")) }
  jsons = { for f in fileset(path.module, "json/*.json") : trimsuffix(basename(f), ".json") => jsondecode(file("${path.module}/${f}")) }
  roles = { for name, r in local.files : name => merge({ managed = [], statements = [] }, r) }
  pairs = merge([for name, r in local.roles : { for arn in r.managed : "${name}_${basename(arn)}" => { role = name, arn = arn } }]...)
  flat  = flatten([for name, r in local.roles : [for i, s in r.statements : merge(s, { role = name, key = "${name}-${i}" })]])
}
resource "aws_iam_policy" "yaml" {
  for_each = local.roles
  name     = each.key
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for s in each.value.statements : { Effect = lookup(s, "effect", "Allow"), Action = s.actions, Resource = try(s.resources, ["*"]) }],
      [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = ["${aws_s3_bucket.b.arn}/${each.key}/*"] }],
    )
  })
}
data "aws_iam_policy_document" "yaml" {
  for_each = local.roles
  dynamic "statement" {
    for_each = { for s in local.flat : s.key => s if s.role == each.key }
    content {
      effect    = lookup(statement.value, "effect", "Allow")
      actions   = statement.value.actions
      resources = [for r in try(statement.value.resources, ["*"]) : replace(r, "BUCKET", "x")]
    }
  }
  statement {
    actions   = ["s3:GetObject"]
    resources = [aws_s3_bucket.b.arn]
  }
}
resource "aws_iam_policy" "doc" {
  for_each = local.roles
  name     = "doc-${each.key}"
  policy   = data.aws_iam_policy_document.yaml[each.key].json
}
resource "aws_iam_policy" "json" {
  for_each = local.jsons
  name     = "json-${each.key}"
  policy   = jsonencode(merge(each.value, { Statement = concat(each.value.Statement, [{ Effect = "Allow", Action = "s3:GetObject", Resource = format("%s/*", aws_s3_bucket.b.arn) }]) }))
}
resource "aws_iam_policy" "tpl" {
  for_each = { deny_star = "*", pass_get = "s3:GetObject" }
  name     = "tpl-${each.key}"
  policy   = templatefile("${path.module}/p.tftpl", { actions = [each.value, "s3:ListBucket"], bucket = aws_s3_bucket.b.arn })
}
resource "aws_iam_policy" "tpl_encode" {
  for_each = { deny_star = ["*"], pass_get = ["s3:GetObject"] }
  name     = "tple-${each.key}"
  policy   = templatefile("${path.module}/e.tftpl", { actions = each.value, bucket = aws_s3_bucket.b.arn })
}
resource "aws_iam_policy" "group" {
  for_each = { for k, v in { deny_star = "*", pass_get = "s3:GetObject" } : k => v }
  name     = "grp-${each.key}"
  policy   = jsonencode({ Version = "2012-10-17", Statement = [for effect, acts in { for a in [each.value, "s3:ListBucket"] : "Allow" => a... } : { Effect = effect, Action = acts, Resource = ["*", aws_s3_bucket.b.arn] }] })
}
