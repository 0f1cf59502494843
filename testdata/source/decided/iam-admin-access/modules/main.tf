# Documents that modules pass on.
resource "aws_sqs_queue" "q" { name = "q" }
module "narrow" {
  source = "./modules/docs"
  queue  = aws_sqs_queue.q.arn
}
module "wide" {
  source     = "./modules/docs"
  queue      = aws_sqs_queue.q.arn
  wide       = true
  depends_on = [aws_sqs_queue.q]
}
module "joined" {
  source = "./modules/docs"
  queue  = aws_sqs_queue.q.arn
  base   = [data.aws_iam_policy_document.own.json]
  extra  = [local.over]
}
module "joined_wide" {
  source = "./modules/docs"
  queue  = aws_sqs_queue.q.arn
  extra  = [module.wide.base]
}
module "counted" {
  source     = "./modules/docs"
  count      = 2
  queue      = aws_sqs_queue.q.arn
  wide       = count.index == 1
  depends_on = [aws_sqs_queue.q]
}
data "aws_iam_policy_document" "own" {
  statement {
    sid       = "Own"
    actions   = ["sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.q.arn]
  }
}
locals {
  over = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "Base", Effect = "Allow", Action = "sqs:GetQueueUrl", Resource = aws_sqs_queue.q.arn }] })
}
resource "aws_iam_policy" "pass_narrow" {
  name   = "pass-narrow"
  policy = module.narrow.base
}
resource "aws_iam_policy" "deny_wide" {
  name   = "deny-wide"
  policy = module.wide.base
}
resource "aws_iam_policy" "deny_wide_all" {
  name   = "deny-wide-all"
  policy = module.wide.all
}
resource "aws_iam_policy" "pass_joined" {
  name   = "pass-joined"
  policy = module.joined.all
}
resource "aws_iam_policy" "deny_joined_wide" {
  name   = "deny-joined-wide"
  policy = module.joined_wide.all
}
resource "aws_iam_policy" "deny_map" {
  name   = "deny-map"
  policy = module.wide.map["b"].c
}
resource "aws_iam_policy" "pass_map" {
  name   = "pass-map"
  policy = module.narrow.map.a
}
resource "aws_iam_policy" "deny_list" {
  name   = "deny-list"
  policy = module.wide.list[1]
}
resource "aws_iam_policy" "deny_counted" {
  name   = "deny-counted"
  policy = module.counted[1].all
}
resource "aws_iam_policy" "pass_counted" {
  name   = "pass-counted"
  policy = module.counted[0].all
}
resource "aws_iam_policy" "deny_splat" {
  name   = "deny-splat"
  policy = element(module.counted[*].base, 1)
}
resource "aws_iam_policy" "pass_splat" {
  name   = "pass-splat"
  policy = module.counted.*.base[0]
}

module "set" {
  source   = "./modules/policy"
  name     = "set"
  policies = { deny_a = module.wide.all, pass_b = module.narrow.all, pass_c = module.joined.all, deny_d = one([module.wide.base]) }
}
module "off" {
  source   = "./modules/policy"
  name     = "off"
  create   = false
  policies = { a = module.wide.all }
}
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
