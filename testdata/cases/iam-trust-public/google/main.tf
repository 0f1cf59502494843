# A user of Google has one `sub` whatever the application.
variable "subject" {
  default = "104857600000000000001"
}

resource "aws_iam_role" "each" {
  for_each = {
    pass_user        = { StringEquals = { "accounts.google.com:sub" = var.subject } }
    pass_application = { StringEquals = { "accounts.google.com:aud" = "acme.apps.googleusercontent.com" } }
    deny_pattern     = { StringLike = { "accounts.google.com:sub" = "1048*" } }
    deny_if_there    = { StringEqualsIfExists = { "accounts.google.com:sub" = var.subject } }
    deny_all_but_one = { StringNotEquals = { "accounts.google.com:sub" = var.subject } }
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "accounts.google.com" }
      Condition = each.value
    }]
  })
}
