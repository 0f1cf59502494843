# A variable that the ARN of a role refers to may be its account, or stand in its name: the plan does not tell which.

variable "hub" {
  default = "999900001111"
}

provider "aws" {
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::999900001111:role/deploy"
  }
}

provider "aws" {
  alias  = "spoke"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy-from-${var.hub}"
  }
}

locals {
  trust = { for id in ["444455556666", "999900001111", "555566667777"] : id => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${id}:root" }
    }]
  }) }
}

resource "aws_iam_role" "pass_hub" {
  provider           = aws.spoke
  name               = "hub"
  assume_role_policy = local.trust["999900001111"]
}

# Its own account, and one that is nobody's, are told apart by source only.
resource "aws_iam_role" "unknown_own" {
  provider           = aws.spoke
  name               = "own"
  assume_role_policy = local.trust["444455556666"]
}

resource "aws_iam_role" "unknown_else" {
  provider           = aws.spoke
  name               = "else"
  assume_role_policy = local.trust["555566667777"]
}
