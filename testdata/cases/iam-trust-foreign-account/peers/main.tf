# A user or role of another account is as foreign as its root; one's own account needs no external id.
data "aws_caller_identity" "me" {}

locals {
  trusts = {
    deny_role_of_another = { AWS = "arn:aws:iam::999988887777:role/deploy" }
    deny_user_in_a_list  = { AWS = ["arn:aws:iam::${data.aws_caller_identity.me.account_id}:root", "arn:aws:iam::999988887777:user/eve"] }
    deny_session         = { AWS = "arn:aws:sts::999988887777:assumed-role/deploy/session" }
    deny_bare_number     = { AWS = "999988887777" }
    pass_own_root        = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }
    pass_own_number      = { AWS = data.aws_caller_identity.me.account_id }
  }
}

resource "aws_iam_role" "each" {
  for_each = local.trusts

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "sts:AssumeRole", Principal = each.value }
  })
}
