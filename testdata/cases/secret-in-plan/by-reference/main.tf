# The secret of a key that comes into being with the plan is known after apply, and so is all that is made of it.
resource "aws_iam_user" "reader" {
  name = "reader"
}

resource "aws_iam_access_key" "reader" {
  user = aws_iam_user.reader.name
}

resource "aws_iam_role" "app" {
  name = "app"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_lambda_function" "deny_environment" {
  function_name = "deny-environment"
  role          = aws_iam_role.app.arn
  runtime       = "python3.12"
  handler       = "app.handler"
  s3_bucket     = "code"
  s3_key        = "app.zip"
  environment {
    variables = {
      KEY    = aws_iam_access_key.reader.id
      SECRET = aws_iam_access_key.reader.secret
    }
  }
}

# The id of a key is no secret.
resource "aws_lambda_function" "pass_id" {
  function_name = "pass-id"
  role          = aws_iam_role.app.arn
  runtime       = "python3.12"
  handler       = "app.handler"
  s3_bucket     = "code"
  s3_key        = "app.zip"
  environment {
    variables = { KEY = aws_iam_access_key.reader.id }
  }
}

resource "aws_instance" "deny_script" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/sh
    export AWS_ACCESS_KEY_ID=${aws_iam_access_key.reader.id}
    export AWS_SECRET_ACCESS_KEY=${aws_iam_access_key.reader.secret}
  EOT
}

resource "aws_elastic_beanstalk_application" "app" {
  name = "app"
}

resource "aws_elastic_beanstalk_environment" "deny_setting" {
  name                = "deny-setting"
  application         = aws_elastic_beanstalk_application.app.name
  solution_stack_name = "64bit Amazon Linux 2023 v4.0.1 running Python 3.11"
  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "KEY"
    value     = aws_iam_access_key.reader.id
  }
  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "SECRET"
    value     = aws_iam_access_key.reader.secret
  }
}

resource "aws_ssm_parameter" "deny_plain" {
  name  = "plain"
  type  = "String"
  value = aws_iam_access_key.reader.secret
}

resource "aws_ssm_parameter" "pass_secure" {
  name  = "secure"
  type  = "SecureString"
  value = aws_iam_access_key.reader.secret
}

resource "aws_secretsmanager_secret" "key" {
  name = "key"
}

resource "aws_secretsmanager_secret_version" "pass_store" {
  secret_id     = aws_secretsmanager_secret.key.id
  secret_string = aws_iam_access_key.reader.secret
}

resource "aws_s3_bucket" "files" {
  bucket = "files-of-the-app"
}

# Terraform marks as sensitive what is made of a sensitive value, though the provider does not mark the attribute.
resource "aws_s3_object" "deny_object" {
  bucket  = aws_s3_bucket.files.id
  key     = "credentials"
  content = "aws_secret_access_key = ${aws_iam_access_key.reader.secret}"
}

resource "aws_s3_object" "pass_object" {
  bucket  = aws_s3_bucket.files.id
  key     = "who"
  content = aws_iam_user.reader.unique_id
}

resource "aws_dynamodb_table" "items" {
  name         = "items"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "key"
  attribute {
    name = "key"
    type = "S"
  }
}

resource "aws_dynamodb_table_item" "deny_item" {
  table_name = aws_dynamodb_table.items.name
  hash_key   = aws_dynamodb_table.items.hash_key
  item       = jsonencode({ key = { S = "secret" }, value = { S = aws_iam_access_key.reader.secret } })
}

module "app" {
  source = "./modules/app"
  role   = aws_iam_role.app.arn
  secret = aws_iam_access_key.reader.secret
}
