# What an expression refers to is known; the time is not, and a plan lists no functions. Nothing here is null.

variable "until" {
  default = "2030-01-01T00:00:00Z"
}

resource "aws_db_instance" "unknown_dated" {
  identifier                  = "orders"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = timecmp(timestamp(), var.until) < 0
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_redshift_cluster" "unknown_by_chance" {
  cluster_identifier     = "reports"
  node_type              = "ra3.large"
  master_username        = "app"
  manage_master_password = true
  skip_final_snapshot    = true
  publicly_accessible    = uuid() == var.until
}
