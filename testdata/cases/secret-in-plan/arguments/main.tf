# In the strict profile: a password that follows its argument, that stands in an address, or in a map for secrets.
locals {
  commands = {
    deny_follows_its_argument = ["serve", "--db-password", "correct-horse"]
    pass_reads_a_file         = ["serve", "--db-password-file", "/run/secrets/db"]
    pass_from_the_environment = ["serve", "--db-password", "$DB_PASSWORD"]
    pass_argument_of_its_own  = ["serve", "--db-password", "--verbose"]
  }
}

resource "aws_ecs_task_definition" "each" {
  for_each              = local.commands
  family                = replace(each.key, "_", "-")
  container_definitions = jsonencode([{ name = "app", image = "app", memory = 128, command = each.value }])
}

resource "aws_lambda_function" "deny_command_of_an_image" {
  function_name = "serve"
  role          = "arn:aws:iam::123456789012:role/app"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"

  image_config {
    command = ["serve", "--password", "correct-horse"]
  }
}

resource "aws_sns_topic_subscription" "deny_address" {
  topic_arn = "arn:aws:sns:us-east-1:123456789012:alarms"
  protocol  = "https"
  endpoint  = "https://hook:correct-horse@alarms.example.com/sns"
}

resource "aws_sns_topic_subscription" "pass_address" {
  topic_arn = "arn:aws:sns:us-east-1:123456789012:alarms"
  protocol  = "https"
  endpoint  = "https://alarms.example.com:8443/sns@v2"
}

resource "aws_ssm_parameter" "deny_plain_parameter" {
  name  = "/app/database"
  type  = "String"
  value = "postgres://app:correct-horse@db.internal/app"
}

# The provider marks the map as sensitive; what is written into it is known to whoever reads the source.
resource "aws_glue_connection" "deny_literal_in_a_map" {
  name = "literal"
  connection_properties = {
    JDBC_CONNECTION_URL = "jdbc:mysql://db.internal/app"
    USERNAME            = "app"
    PASSWORD            = "correct-horse"
  }
}

resource "aws_glue_connection" "deny_address_in_a_map" {
  name            = "address"
  connection_type = "MONGODB"
  connection_properties = {
    CONNECTION_URL = "mongodb://app:correct-horse@db.internal/app"
  }
}

resource "aws_glue_connection" "pass_names_the_secret" {
  name = "secret"
  connection_properties = {
    JDBC_CONNECTION_URL = "jdbc:mysql://db.internal/app"
    SECRET_ID           = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db"
  }
}

resource "terraform_data" "password" {
  input = "made elsewhere"
}

resource "aws_glue_connection" "pass_given" {
  name = "given"
  connection_properties = {
    JDBC_CONNECTION_URL = "jdbc:mysql://db.internal/app"
    USERNAME            = "app"
    PASSWORD            = terraform_data.password.output
  }
}

# A text in a text, whose quotes are escaped.
resource "aws_instance" "deny_escaped" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = "#!/bin/sh\necho {\\\"password\\\": \\\"correct-horse\\\"} > /etc/app.json\n"
}
