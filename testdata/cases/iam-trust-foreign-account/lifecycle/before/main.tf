resource "aws_iam_role" "deny_introduced_backdoor" {
  name = "deny-introduced-backdoor"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }
    ]
  })
}

resource "aws_iam_role" "deny_existing_same" {
  name = "deny-existing-same"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999900001111:root" } }
    ]
  })
}

resource "aws_iam_role" "resolved_closed" {
  name = "resolved-closed"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999900001111:root" } }
    ]
  })
}
