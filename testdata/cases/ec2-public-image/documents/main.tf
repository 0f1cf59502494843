locals {
  shared_with = {
    deny_everyone     = "All"
    deny_lower_case   = "all"
    deny_among_others = "111122223333,All"
    pass_accounts     = "111122223333,444455556666"
    unknown_account   = terraform_data.account.output
  }
}

resource "terraform_data" "account" {
  input = "111122223333"
}

resource "aws_ssm_document" "this" {
  for_each      = local.shared_with
  name          = "patch-${each.key}"
  document_type = "Command"
  permissions   = { type = "Share", account_ids = each.value }
  content       = jsonencode({ schemaVersion = "1.2", description = "patch", parameters = {}, runtimeConfig = {} })
}

resource "aws_ssm_document" "pass_private" {
  name          = "restart"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "1.2", description = "restart", parameters = {}, runtimeConfig = {} })
}
