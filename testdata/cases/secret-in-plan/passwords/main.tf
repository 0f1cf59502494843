# In the strict profile: a text that calls a part of itself a password.
resource "aws_instance" "deny_option" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = "#!/bin/sh\nmysql --user=app --password=correct-horse < /etc/seed.sql\n"
}

resource "aws_lambda_function" "deny_address" {
  function_name = "a"
  role          = "arn:aws:iam::123456789012:role/app"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"

  environment {
    variables = { DATABASE = "postgres://app:correct-horse@db.internal/app" }
  }
}

resource "aws_instance" "pass_asks_for_it" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = "#!/bin/sh\nDB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)\nmysql --password=$DB_PASSWORD\n"
}
