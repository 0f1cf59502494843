locals {
  public = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  }
  delegating = {
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow", Principal = { AWS = "*" }, Action = "*", Resource = "*"
      Condition = { StringEquals = { "s3:DataAccessPointAccount" = "123456789012" } }
    }]
  }
}

resource "aws_s3_bucket" "open" {
  bucket = "acme-open"
}

resource "aws_s3_bucket_public_access_block" "open" {
  bucket = aws_s3_bucket.open.id
}

resource "aws_s3_bucket_policy" "open" {
  bucket = aws_s3_bucket.open.id
  policy = jsonencode(local.delegating)
}

# A bucket that restricts public access does so behind every access point.
resource "aws_s3_bucket" "held" {
  bucket = "acme-held"
}

resource "aws_s3control_multi_region_access_point" "deny_flags_off" {
  details {
    name = "flags-off"

    public_access_block {
      block_public_acls       = false
      block_public_policy     = false
      ignore_public_acls      = false
      restrict_public_buckets = false
    }

    region {
      bucket = aws_s3_bucket.open.id
    }

    region {
      bucket = aws_s3_bucket.held.id
    }
  }
}

resource "aws_s3control_multi_region_access_point_policy" "flags_off" {
  details {
    name   = element(split(":", aws_s3control_multi_region_access_point.deny_flags_off.id), 1)
    policy = jsonencode(local.public)
  }
}

# Block Public Access of an access point is on where nobody says otherwise.
resource "aws_s3control_multi_region_access_point" "pass_block_omitted" {
  details {
    name = "block-omitted"

    region {
      bucket = aws_s3_bucket.open.id
    }
  }
}

resource "aws_s3control_multi_region_access_point_policy" "block_omitted" {
  details {
    name   = "block-omitted"
    policy = jsonencode(local.public)
  }
}

# A flag left out of the block is on, too.
resource "aws_s3control_multi_region_access_point" "pass_flag_omitted" {
  details {
    name = "flag-omitted"

    public_access_block {
      block_public_policy = false
    }

    region {
      bucket = aws_s3_bucket.open.id
    }
  }
}

resource "aws_s3control_multi_region_access_point_policy" "flag_omitted" {
  details {
    name   = "flag-omitted"
    policy = jsonencode(local.public)
  }
}

resource "aws_s3control_multi_region_access_point" "pass_buckets_restrict" {
  details {
    name = "buckets-restrict"

    public_access_block {
      restrict_public_buckets = false
    }

    region {
      bucket = aws_s3_bucket.held.id
    }
  }
}

resource "aws_s3control_multi_region_access_point_policy" "buckets_restrict" {
  details {
    name   = "buckets-restrict"
    policy = jsonencode(local.public)
  }
}
