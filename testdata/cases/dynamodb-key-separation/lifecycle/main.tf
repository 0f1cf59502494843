resource "aws_kms_key" "tables" {
  enable_key_rotation = true
}

resource "aws_dynamodb_table" "deny_existing_open" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  tags         = { team = "orders" }

  attribute {
    name = "id"
    type = "S"
  }
}

# The same table, but now it is said to hold what must not get out: worse than before.
resource "aws_dynamodb_table" "deny_introduced_classed" {
  name         = "invoices"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  tags         = { DataClassification = "restricted" }

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "resolved_key" {
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
