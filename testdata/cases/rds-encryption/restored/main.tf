# What is restored to a point in time, or joins a global cluster, is encrypted as its source is.
resource "aws_rds_cluster" "source" {
  for_each = { pass_on = true, deny_off = false }

  cluster_identifier          = "source-${each.value}"
  engine                      = "mysql"
  db_cluster_instance_class   = "db.m6gd.large"
  storage_type                = "io1"
  allocated_storage           = 100
  iops                        = 1000
  storage_encrypted           = each.value
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_cluster" "restored" {
  for_each = { pass_restored = "pass_on", deny_restored = "deny_off" }

  cluster_identifier        = "restored-${replace(each.key, "_", "-")}"
  engine                    = "mysql"
  db_cluster_instance_class = "db.m6gd.large"
  skip_final_snapshot       = true

  restore_to_point_in_time {
    source_cluster_identifier  = aws_rds_cluster.source[each.value].cluster_identifier
    use_latest_restorable_time = true
  }
}

resource "aws_rds_cluster" "pass_restored_by_resource_id" {
  cluster_identifier        = "restored-by-id"
  engine                    = "mysql"
  db_cluster_instance_class = "db.m6gd.large"
  skip_final_snapshot       = true

  restore_to_point_in_time {
    source_cluster_resource_id = aws_rds_cluster.source["pass_on"].cluster_resource_id
    use_latest_restorable_time = true
  }
}

resource "aws_rds_cluster" "unknown_restored_from_another_stack" {
  cluster_identifier        = "restored-orders"
  engine                    = "mysql"
  db_cluster_instance_class = "db.m6gd.large"
  skip_final_snapshot       = true

  restore_to_point_in_time {
    source_cluster_identifier  = "orders"
    use_latest_restorable_time = true
  }
}

resource "aws_db_instance" "pass_source" {
  identifier                  = "invoices"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  storage_encrypted           = true
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_db_instance" "pass_restored_by_resource_id" {
  identifier          = "invoices-restored"
  instance_class      = "db.t4g.micro"
  skip_final_snapshot = true

  restore_to_point_in_time {
    source_dbi_resource_id     = aws_db_instance.pass_source.resource_id
    use_latest_restorable_time = true
  }
}

resource "aws_docdb_cluster" "pass_source" {
  cluster_identifier  = "catalogue"
  storage_encrypted   = true
  master_username     = "app"
  master_password     = var.password
  skip_final_snapshot = true
}

resource "aws_docdb_cluster" "pass_restored" {
  cluster_identifier  = "catalogue-restored"
  skip_final_snapshot = true

  restore_to_point_in_time {
    source_cluster_identifier  = aws_docdb_cluster.pass_source.cluster_identifier
    use_latest_restorable_time = true
  }
}

resource "aws_docdb_global_cluster" "encrypted" {
  global_cluster_identifier = "catalogue-world"
  engine                    = "docdb"
  storage_encrypted         = true
}

resource "aws_docdb_cluster" "pass_member" {
  cluster_identifier        = "catalogue-member"
  global_cluster_identifier = aws_docdb_global_cluster.encrypted.id
  skip_final_snapshot       = true
}

resource "aws_neptune_cluster" "pass_source" {
  cluster_identifier  = "graph"
  storage_encrypted   = true
  skip_final_snapshot = true
}

resource "aws_neptune_cluster" "pass_replica" {
  cluster_identifier            = "graph-replica"
  replication_source_identifier = aws_neptune_cluster.pass_source.arn
  skip_final_snapshot           = true
}

resource "aws_docdb_cluster_snapshot" "catalogue" {
  db_cluster_identifier          = aws_docdb_cluster.pass_source.id
  db_cluster_snapshot_identifier = "catalogue-now"
}

resource "aws_docdb_cluster" "pass_from_snapshot" {
  cluster_identifier  = "catalogue-copy"
  snapshot_identifier = aws_docdb_cluster_snapshot.catalogue.id
  skip_final_snapshot = true
}

resource "aws_kms_key" "copies" {
  enable_key_rotation = true
}

resource "aws_db_snapshot_copy" "encrypted" {
  source_db_snapshot_identifier = "arn:aws:rds:us-east-1:111122223333:snapshot:orders"
  target_db_snapshot_identifier = "orders-encrypted"
  kms_key_id                    = aws_kms_key.copies.arn
}

resource "aws_db_instance" "pass_from_encrypted_copy" {
  identifier          = "orders-encrypted"
  instance_class      = "db.t4g.micro"
  snapshot_identifier = aws_db_snapshot_copy.encrypted.id
  skip_final_snapshot = true
}

variable "password" {
  type      = string
  sensitive = true
  default   = "not-a-real-one"
}
