# Every secret here is invented. A report that shows the word CANARY has shown a secret.
provider "aws" {
  region = "us-east-1"
}

variable "db_password" {
  type      = string
  sensitive = true
  default   = "CANARY-database-password"
}

variable "api_token" {
  type      = string
  sensitive = true
  default   = "CANARY-api-token"
}

# Not marked as sensitive by its author.
variable "webhook" {
  type    = string
  default = "https://hooks.example.com/services/CANARY-webhook-path"
}

# Marked by the provider (password) and by the variable.
resource "aws_db_instance" "orders" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  storage_encrypted   = true
  username            = "app"
  password            = var.db_password
  publicly_accessible = true
  skip_final_snapshot = true
}

resource "aws_ssm_parameter" "token" {
  name  = "/shop/token"
  type  = "SecureString"
  value = var.api_token
}

resource "aws_ssm_parameter" "webhook" {
  name  = "/shop/webhook"
  type  = "String"
  value = var.webhook
}

resource "aws_secretsmanager_secret" "payment" {
  name = "payment"
}

resource "aws_secretsmanager_secret_version" "payment" {
  secret_id     = aws_secretsmanager_secret.payment.id
  secret_string = jsonencode({ key = "CANARY-payment-key" })
}

# User data that nothing marks.
resource "aws_launch_template" "web" {
  name          = "web"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.small"

  user_data = base64encode(<<-EOT
    #!/bin/sh
    export API_TOKEN=CANARY-token-in-user-data
    export AWS_SECRET_ACCESS_KEY=CANARY-secret-access-key-in-user-data-00
    exec /opt/shop/run
  EOT
  )

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_instance" "worker" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.small"

  user_data_base64 = base64encode("PASSWORD=CANARY-password-in-user-data /opt/shop/worker")

  tags = {
    Name  = "worker"
    Token = "CANARY-token-in-a-tag"
  }
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

resource "aws_lambda_function" "mail" {
  function_name = "mail"
  role          = aws_iam_role.function.arn
  runtime       = "python3.13"
  handler       = "mail.handler"
  s3_bucket     = "acme-artifacts"
  s3_key        = "mail.zip"

  environment {
    variables = {
      API_TOKEN     = var.api_token
      SMTP_PASSWORD = "CANARY-smtp-password"
    }
  }
}

# A policy that carries a sensitive value is masked as a whole.
resource "aws_iam_role_policy" "function" {
  name = "external-id"
  role = aws_iam_role.function.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Resource  = "*"
      Condition = { StringEquals = { "sts:ExternalId" = var.api_token } }
    }]
  })
}

module "service" {
  source   = "./modules/service"
  password = var.db_password
}

output "database_password" {
  value     = var.db_password
  sensitive = true
}

output "connection" {
  value     = "postgres://app:${var.db_password}@orders"
  sensitive = true
}

output "webhook" {
  value = var.webhook
}
