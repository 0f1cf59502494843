resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}


locals {
  tables = [aws_dynamodb_table.orders.arn]
}

# A local value is a dead end in plan JSON.
resource "aws_cloudtrail" "unknown_through_local" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    data_resource {
      type   = "AWS::DynamoDB::Table"
      values = local.tables
    }
  }
}
