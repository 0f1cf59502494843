resource "aws_kms_key" "tables" {
  enable_key_rotation = true
}

resource "aws_dynamodb_table" "pass_patients" {
  name             = "patients"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  tags             = { DataClassification = "restricted" }

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.tables.arn
  }
}

# A replica of a sensitive table is as sensitive, wherever it is.
resource "aws_dynamodb_table_replica" "deny_of_a_sensitive_table" {
  global_table_arn = aws_dynamodb_table.pass_patients.arn
}

resource "aws_dynamodb_table_replica" "pass_of_a_sensitive_table" {
  global_table_arn = aws_dynamodb_table.pass_patients.arn
  kms_key_arn      = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}
