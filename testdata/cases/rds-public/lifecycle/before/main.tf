locals {
  public = {
    deny_existing_untouched  = true
    deny_existing_grown      = true
    deny_existing_replaced   = true
    deny_introduced_opened   = false
    resolved_closed          = true
    resolved_deleted         = true
    resolved_line_removed    = true
    pass_untouched           = false
    deny_introduced_replaced = false
  }
}

resource "aws_db_instance" "this" {
  for_each = local.public

  identifier                  = replace(each.key, "_", "-")
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = each.value
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_db_instance" "deny_existing_forgotten" {
  identifier                  = "forgotten"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = true
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
