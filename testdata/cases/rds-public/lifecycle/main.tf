locals {
  public = {
    deny_existing_untouched  = true
    deny_existing_grown      = true
    deny_existing_replaced   = true
    deny_introduced_opened   = true
    deny_introduced_created  = true
    resolved_closed          = false
    resolved_line_removed    = null
    pass_untouched           = false
    deny_introduced_replaced = true
  }
}

resource "aws_db_instance" "this" {
  for_each = local.public

  identifier                  = replace(each.key, "_", "-")
  engine                      = endswith(each.key, "_replaced") ? "mysql" : "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = each.key == "deny_existing_grown" ? 40 : 20
  publicly_accessible         = each.value
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

removed {
  from = aws_db_instance.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}
