resource "aws_db_instance" "pass_source" {
  identifier                  = "payments"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  storage_encrypted           = true
  backup_retention_period     = 7
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_db_instance" "pass_replica" {
  identifier          = "payments-read"
  instance_class      = "db.t4g.micro"
  replicate_source_db = aws_db_instance.pass_source.identifier
  skip_final_snapshot = true
}

resource "aws_db_instance" "unknown_replica_of_source_outside_plan" {
  identifier          = "orders-read"
  instance_class      = "db.t4g.micro"
  replicate_source_db = "orders"
  skip_final_snapshot = true
}

resource "aws_db_instance" "unknown_snapshot_outside_plan" {
  identifier          = "orders-restored"
  instance_class      = "db.t4g.micro"
  snapshot_identifier = "orders-2026-11-01"
  skip_final_snapshot = true
}

resource "aws_db_snapshot" "payments" {
  db_instance_identifier = aws_db_instance.pass_source.identifier
  db_snapshot_identifier = "payments-now"
}

resource "aws_db_instance" "pass_restored_from_encrypted" {
  identifier          = "payments-restored"
  instance_class      = "db.t4g.micro"
  snapshot_identifier = aws_db_snapshot.payments.id
  skip_final_snapshot = true
}
