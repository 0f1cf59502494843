resource "aws_cloudtrail" "pass_rule" {
  name           = "account"
  s3_bucket_name = "acme-trail"
}

module "alarm" {
  source = "./modules/alarm"

  topic = "arn:aws:sns:us-east-1:111122223333:security"
}
