resource "aws_cloudtrail" "pass_all_tables" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  event_selector {
    data_resource {
      type   = "AWS::DynamoDB::Table"
      values = ["arn:aws:dynamodb"]
    }
  }
}
