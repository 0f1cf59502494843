# What a data source reads for the key of AWS looks like any other key.
data "aws_kms_alias" "of_aws" {
  name = "alias/aws/dynamodb"
}

resource "aws_dynamodb_table" "deny_of_aws" {
  name         = "customers-0"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = data.aws_kms_alias.of_aws.target_key_arn
  }
}

resource "aws_dynamodb_table" "pass_outside" {
  name         = "customers-1"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}
