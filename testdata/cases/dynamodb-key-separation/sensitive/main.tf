resource "terraform_data" "class" {
  input = "public"
}

resource "aws_dynamodb_table" "deny_by_tag" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  tags         = { DataClassification = "Confidential" }

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "deny_by_name" {
  name         = "shop-pii"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "deny_whatever_its_class" {
  name         = "events"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  tags         = { DataClassification = terraform_data.class.output }

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "pass_sensitive" {
  name         = "patients"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  tags         = { Confidentiality = "high" }

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}
