# Grants without a document: the type, and who is let in.

locals {
  foreign = "999900001111"
  own     = "111122223333"
}

resource "terraform_data" "somebody" {
  input = "somebody"
}

resource "aws_iam_role" "reader" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_ami_launch_permission" "each" {
  for_each   = { deny = local.foreign, pass = local.own }
  image_id   = "ami-12345678"
  account_id = each.value
}

resource "aws_ami_launch_permission" "unknown_account" {
  image_id   = "ami-12345678"
  account_id = terraform_data.somebody.id
}

resource "aws_ami_launch_permission" "organisation" {
  for_each = {
    deny = "arn:aws:organizations::999900001111:organization/o-zzzz999999"
    pass = "arn:aws:organizations::444455550000:organization/o-abcd123456"
  }
  image_id         = "ami-12345678"
  organization_arn = each.value
}

resource "aws_ami_launch_permission" "unit" {
  for_each = {
    deny = "arn:aws:organizations::999900001111:ou/o-zzzz999999/ou-1234-12345678"
    pass = "arn:aws:organizations::444455550000:ou/o-abcd123456/ou-1234-12345678"
  }
  image_id                = "ami-12345678"
  organizational_unit_arn = each.value
}

resource "aws_db_snapshot" "each" {
  for_each               = { deny = local.foreign, pass = local.own }
  db_instance_identifier = "db"
  db_snapshot_identifier = "db-${each.key}"
  shared_accounts        = [each.value]
}

resource "aws_db_cluster_snapshot" "each" {
  for_each                       = { deny = local.foreign, pass = local.own }
  db_cluster_identifier          = "db"
  db_cluster_snapshot_identifier = "db-${each.key}"
  shared_accounts                = [each.value]
}

resource "aws_kms_grant" "deny_role" {
  key_id            = "1234abcd-12ab-34cd-56ef-1234567890ab"
  grantee_principal = "arn:aws:iam::999900001111:role/reader"
  operations        = ["Decrypt"]
}

resource "aws_kms_grant" "pass_role" {
  key_id            = "1234abcd-12ab-34cd-56ef-1234567890ab"
  grantee_principal = aws_iam_role.reader.arn
  operations        = ["Decrypt"]
}

resource "aws_kms_grant" "unknown_grantee" {
  key_id            = "1234abcd-12ab-34cd-56ef-1234567890ab"
  grantee_principal = terraform_data.somebody.id
  operations        = ["Decrypt"]
}

resource "aws_lakeformation_permissions" "each" {
  for_each    = { deny = "arn:aws:iam::999900001111:role/reader", pass = "IAM_ALLOWED_PRINCIPALS" }
  principal   = each.value
  permissions = ["SELECT"]
  table {
    database_name = "sales"
    name          = "orders"
  }
}

resource "aws_lambda_permission" "each" {
  for_each      = { deny = local.foreign, pass = "444455556666" }
  action        = "lambda:InvokeFunction"
  function_name = "app"
  principal     = each.value
}

resource "aws_lambda_permission" "unknown_account" {
  action        = "lambda:InvokeFunction"
  function_name = "app"
  principal     = terraform_data.somebody.id
}

resource "aws_ram_principal_association" "each" {
  for_each = {
    deny_account      = local.foreign
    deny_organisation = "arn:aws:organizations::999900001111:organization/o-zzzz999999"
    pass_account      = local.own
    pass_organisation = "arn:aws:organizations::444455550000:organization/o-abcd123456"
  }
  principal          = each.value
  resource_share_arn = "arn:aws:ram:eu-west-1:111122223333:resource-share/00000000-0000-0000-0000-000000000000"
}

resource "aws_redshift_data_share_authorization" "each" {
  for_each            = { deny = local.foreign, pass = local.own }
  consumer_identifier = each.value
  data_share_arn      = "arn:aws:redshift:eu-west-1:111122223333:datashare:00000000-0000-0000-0000-000000000000/sales"
}

resource "aws_servicecatalog_portfolio_share" "each" {
  for_each     = { deny = local.foreign, pass = local.own }
  portfolio_id = "port-abcdefghijklm"
  principal_id = each.value
  type         = "ACCOUNT"
}

resource "aws_signer_signing_profile_permission" "each" {
  for_each     = { deny = local.foreign, pass = local.own }
  profile_name = "release"
  action       = "signer:StartSigningJob"
  principal    = each.value
}

resource "aws_ebs_volume" "data" {
  availability_zone = "eu-west-1a"
  size              = 1
}

resource "aws_ebs_snapshot" "data" {
  volume_id = aws_ebs_volume.data.id
}

resource "aws_snapshot_create_volume_permission" "each" {
  for_each    = { deny = local.foreign, pass = local.own }
  snapshot_id = aws_ebs_snapshot.data.id
  account_id  = each.value
}

resource "aws_cloudwatch_event_permission" "each" {
  for_each     = { deny = local.foreign, pass = local.own }
  principal    = each.value
  statement_id = each.key
}

resource "aws_lambda_layer_version_permission" "each" {
  for_each       = { deny = local.foreign, pass = local.own }
  layer_name     = "arn:aws:lambda:eu-west-1:111122223333:layer:tools"
  version_number = 1
  principal      = each.value
  action         = "lambda:GetLayerVersion"
  statement_id   = each.key
}

resource "aws_vpc_endpoint_service" "each" {
  for_each                   = { deny = "arn:aws:iam::999900001111:root", pass = "arn:aws:iam::111122223333:root" }
  acceptance_required        = false
  allowed_principals         = [each.value]
  gateway_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/gwy/a/b"]
}

resource "aws_vpc_endpoint_service_allowed_principal" "each" {
  for_each                = { deny = "arn:aws:iam::999900001111:role/reader", pass = "arn:aws:iam::111122223333:root" }
  vpc_endpoint_service_id = "vpce-svc-0123456789abcdef0"
  principal_arn           = each.value
}
