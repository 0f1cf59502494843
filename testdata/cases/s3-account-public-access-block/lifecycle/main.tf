# One account each, since an account has one block.
provider "aws" {
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}

provider "aws" {
  alias  = "b"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}

provider "aws" {
  alias  = "c"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::555566667777:role/deploy"
  }
}

provider "aws" {
  alias  = "d"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::666677778888:role/deploy"
  }
}

provider "aws" {
  alias  = "e"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::777788889999:role/deploy"
  }
}

provider "aws" {
  alias  = "f"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::888899990000:role/deploy"
  }
}

resource "aws_s3_account_public_access_block" "deny_introduced_flag_dropped" {
  block_public_acls   = true
  block_public_policy = true
  ignore_public_acls  = true
}

resource "aws_s3_account_public_access_block" "deny_existing_untouched" {
  provider = aws.b

  block_public_acls  = true
  ignore_public_acls = true
}

resource "aws_s3_account_public_access_block" "resolved_flags_added" {
  provider = aws.c

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

removed {
  from = aws_s3_account_public_access_block.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}

removed {
  from = aws_s3_account_public_access_block.pass_forgotten

  lifecycle {
    destroy = false
  }
}

import {
  to = aws_s3_account_public_access_block.deny_existing_imported
  id = "888899990000"
}

resource "aws_s3_account_public_access_block" "deny_existing_imported" {
  provider = aws.f

  block_public_acls  = true
  ignore_public_acls = true
}
