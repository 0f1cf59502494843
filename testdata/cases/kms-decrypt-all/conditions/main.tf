locals {
  conditions = {
    pass_one_context          = { StringEquals = { "kms:EncryptionContext:app" = "orders" } }
    deny_all_but_one_context  = { StringNotEquals = { "kms:EncryptionContext:app" = "orders" } }
    deny_context_if_any       = { StringEqualsIfExists = { "kms:EncryptionContext:app" = "orders" } }
    deny_context_keys_if_any  = { "ForAllValues:StringEquals" = { "kms:EncryptionContextKeys" = "app" } }
    pass_one_alias            = { StringEquals = { "kms:RequestAlias" = "alias/orders" } }
    deny_all_but_one_alias    = { StringNotEquals = { "kms:RequestAlias" = "alias/orders" } }
    deny_own_material         = { StringEquals = { "kms:KeyOrigin" = "AWS_KMS" } }
    pass_imported_material    = { StringEquals = { "kms:KeyOrigin" = "EXTERNAL" } }
    deny_but_imported         = { StringNotEquals = { "kms:KeyOrigin" = "EXTERNAL" } }
    pass_prefix_of_a_list     = { StringLike = { "s3:prefix" = "home/*" } }
    deny_but_prefix_of_a_list = { StringNotLike = { "s3:prefix" = "home/*" } }
  }
}

resource "aws_iam_policy" "each" {
  for_each = local.conditions

  name = replace(each.key, "_", "-")
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["kms:Decrypt", "kms:ReEncryptFrom"], Resource = "*", Condition = each.value }]
  })
}
