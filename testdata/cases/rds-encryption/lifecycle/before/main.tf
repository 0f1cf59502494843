locals {
  common = {
    engine            = "postgres"
    instance_class    = "db.t4g.micro"
    allocated_storage = 20
    username          = "app"
  }
}

resource "aws_db_instance" "deny_existing_untouched" {
  identifier                  = "untouched"
  engine                      = local.common.engine
  instance_class              = local.common.instance_class
  allocated_storage           = local.common.allocated_storage
  username                    = local.common.username
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_db_instance" "resolved_replaced" {
  identifier                  = "replaced"
  engine                      = local.common.engine
  instance_class              = local.common.instance_class
  allocated_storage           = local.common.allocated_storage
  username                    = local.common.username
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_db_instance" "deny_introduced_replaced" {
  identifier                  = "loosened"
  engine                      = local.common.engine
  instance_class              = local.common.instance_class
  allocated_storage           = local.common.allocated_storage
  username                    = local.common.username
  manage_master_user_password = true
  skip_final_snapshot         = true
  storage_encrypted           = true
}
