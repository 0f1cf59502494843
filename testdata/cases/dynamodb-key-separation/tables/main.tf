resource "aws_kms_key" "tables" {
  enable_key_rotation = true
}

resource "terraform_data" "key" {
  input = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_dynamodb_table" "deny_omitted" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "deny_disabled" {
  name         = "invoices"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled = false
  }
}

# Without a key of its own it is the key of AWS that every reader may use.
resource "aws_dynamodb_table" "deny_key_of_aws" {
  name         = "reports"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled = true
  }
}

resource "aws_dynamodb_table" "pass_key" {
  name         = "payments"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.tables.arn
  }
}

resource "aws_dynamodb_table" "unknown_key" {
  name         = "archive"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = terraform_data.key.output
  }
}

resource "aws_dynamodb_table_replica" "deny_replica" {
  global_table_arn = "arn:aws:dynamodb:us-east-1:111122223333:table/orders"
}

resource "aws_dynamodb_table_replica" "pass_replica" {
  global_table_arn = "arn:aws:dynamodb:us-east-1:111122223333:table/payments"
  kms_key_arn      = aws_kms_key.tables.arn
}
