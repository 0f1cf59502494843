# In the strict profile: attributes that are for secrets, and who fills them with a literal.
variable "password" {
  type      = string
  sensitive = true
  default   = "correct-horse-battery"
}

resource "aws_db_instance" "deny_literal" {
  identifier          = "literal"
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "correct-horse-battery"
  storage_encrypted   = true
  skip_final_snapshot = true
}

resource "aws_db_instance" "pass_variable" {
  identifier          = "variable"
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  username            = "app"
  password            = var.password
  storage_encrypted   = true
  skip_final_snapshot = true
}

resource "aws_db_instance" "pass_managed_by_rds" {
  identifier                  = "managed"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "app"
  manage_master_user_password = true
  storage_encrypted           = true
  skip_final_snapshot         = true
}

# A secret in a block, in a list, and beside one who logs in.
resource "aws_mq_broker" "deny_block" {
  broker_name        = "block"
  engine_type        = "RabbitMQ"
  engine_version     = "3.13"
  host_instance_type = "mq.t3.micro"

  user {
    username = "app"
    password = "correct-horse-battery"
  }
}

resource "aws_mq_broker" "pass_block" {
  broker_name        = "given"
  engine_type        = "RabbitMQ"
  engine_version     = "3.13"
  host_instance_type = "mq.t3.micro"

  user {
    username = "app"
    password = var.password
  }
}

resource "aws_elasticache_user" "deny_list" {
  user_id       = "app"
  user_name     = "app"
  engine        = "redis"
  access_string = "on ~app::* +@read"
  passwords     = ["correct-horse-battery"]
}

resource "aws_opensearch_domain" "deny_block_in_a_block" {
  domain_name = "search"

  advanced_security_options {
    enabled                        = true
    internal_user_database_enabled = true

    master_user_options {
      master_user_name     = "app"
      master_user_password = "Correct-horse-battery-1"
    }
  }
}

resource "aws_opensearch_domain" "pass_block_in_a_block" {
  domain_name = "logs"

  advanced_security_options {
    enabled                        = true
    internal_user_database_enabled = true

    master_user_options {
      master_user_name     = "app"
      master_user_password = var.password
    }
  }
}
