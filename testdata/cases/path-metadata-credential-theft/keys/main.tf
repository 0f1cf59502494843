resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:role/keeper" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_alias" "own" {
  name          = "alias/own"
  target_key_id = aws_kms_key.own.key_id
}

resource "aws_kms_key" "granted" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:role/keeper" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_grant" "reader" {
  key_id            = aws_kms_key.granted.key_id
  grantee_principal = aws_iam_role.granted.arn
  operations        = ["Decrypt"]
}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_s3_bucket" "data" {
  for_each = toset(["granted", "alias", "inline", "plain"])
  bucket   = "confidential-${each.key}"
  tags     = { DataClassification = "confidential" }
}

resource "aws_s3_bucket" "inline" {
  bucket = "confidential-inline-block"
  tags   = { DataClassification = "confidential" }
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = aws_kms_key.own.arn
      }
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "granted" {
  bucket = aws_s3_bucket.data["granted"].id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.granted.arn
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "alias" {
  bucket = aws_s3_bucket.data["alias"].id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_alias.own.arn
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "plain" {
  bucket = aws_s3_bucket.data["plain"].id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.own.arn
    }
  }
}

resource "aws_iam_role" "granted" {
  name               = "granted"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "granted" {
  role   = aws_iam_role.granted.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::confidential-granted/*" }] })
}

resource "aws_iam_instance_profile" "granted" { role = aws_iam_role.granted.name }

resource "aws_instance" "deny_granted" {
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.web.id]
  iam_instance_profile        = aws_iam_instance_profile.granted.name
}

resource "aws_iam_role" "other" {
  for_each           = toset(["alias", "plain", "inline-block"])
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "other" {
  for_each = aws_iam_role.other
  role     = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::confidential-${each.key}/*" }] })
}

resource "aws_iam_instance_profile" "other" {
  for_each = aws_iam_role.other
  role     = each.value.name
}

resource "aws_instance" "pass_separated" {
  for_each                    = aws_iam_instance_profile.other
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.web.id]
  iam_instance_profile        = each.value.name
}

# A key of the account: who may use it, policies of IAM say.
resource "aws_kms_key" "shared" {}

resource "aws_kms_alias" "shared" {
  name          = "alias/shared"
  target_key_id = aws_kms_key.shared.key_id
}

resource "aws_s3_bucket" "shared" {
  for_each = toset(["deny_decrypting", "pass_not_decrypting", "deny_named", "pass_not_delegated"])
  bucket   = "confidential-${replace(each.key, "_", "-")}"
  tags     = { DataClassification = "confidential" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "decrypting" {
  bucket = aws_s3_bucket.shared["deny_decrypting"].id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_alias.shared.arn
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "not_decrypting" {
  bucket = aws_s3_bucket.shared["pass_not_decrypting"].id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_alias.shared.arn
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "named" {
  bucket = aws_s3_bucket.shared["deny_named"].id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.naming.arn
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "not_delegated" {
  bucket = aws_s3_bucket.shared["pass_not_delegated"].id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.own.arn
    }
  }
}

resource "aws_kms_key" "naming" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:Put*", Resource = "*" },
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/deny_named" }, Action = "kms:Decrypt", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "shared" {
  for_each           = aws_s3_bucket.shared
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "shared" {
  for_each = aws_iam_role.shared
  role     = each.value.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::confidential-${replace(each.key, "_", "-")}/*" }],
      contains(["deny_decrypting", "pass_not_delegated"], each.key) ? [{ Effect = "Allow", Action = "kms:Decrypt", Resource = "*" }] : [],
    )
  })
}

resource "aws_iam_instance_profile" "shared" {
  for_each = aws_iam_role.shared
  role     = each.value.name
}

resource "aws_instance" "shared" {
  for_each                    = aws_iam_instance_profile.shared
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.web.id]
  iam_instance_profile        = each.value.name
}
