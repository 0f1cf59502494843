removed {
  from = aws_s3_account_public_access_block.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}

provider "aws" {}
