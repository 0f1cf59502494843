# Who may tag a session, or name its source, is let in by another statement or not at all.
locals {
  service = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }
  roles = {
    pass_tags        = { Effect = "Allow", Action = "sts:TagSession", Principal = "*" }
    pass_both        = { Effect = "Allow", Action = ["sts:TagSession", "sts:SetSourceIdentity"], Principal = { AWS = "*" } }
    pass_all_but     = { Effect = "Allow", NotAction = ["sts:Assume*"], Principal = "*" }
    deny_tags_and_in = { Effect = "Allow", Action = ["sts:TagSession", "STS:assumerole"], Principal = "*" }
    deny_all_but     = { Effect = "Allow", NotAction = ["sts:AssumeRoleWithSAML"], Principal = "*" }
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [local.service, each.value] })
}
