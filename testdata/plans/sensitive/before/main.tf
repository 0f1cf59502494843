provider "aws" {
  region = "us-east-1"
}

variable "db_password" {
  type      = string
  sensitive = true
  default   = "CANARY-database-password-of-yesterday"
}

variable "api_token" {
  type      = string
  sensitive = true
  default   = "CANARY-api-token-of-yesterday"
}

resource "aws_db_instance" "orders" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  storage_encrypted   = true
  username            = "app"
  password            = var.db_password
  skip_final_snapshot = true
}

resource "aws_ssm_parameter" "token" {
  name  = "/shop/token"
  type  = "SecureString"
  value = var.api_token
}

resource "aws_iam_role" "function" {
  name = "shop-function"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_secretsmanager_secret" "payment" {
  name = "payment"
}

resource "aws_secretsmanager_secret_version" "payment" {
  secret_id     = aws_secretsmanager_secret.payment.id
  secret_string = jsonencode({ key = "CANARY-payment-key-of-yesterday" })
}

output "database_password" {
  value     = var.db_password
  sensitive = true
}
