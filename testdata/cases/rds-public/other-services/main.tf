# Provider 5 puts true where Redshift's attribute is left out.
resource "aws_redshift_cluster" "deny_default_of_provider" {
  cluster_identifier     = "warehouse"
  node_type              = "ra3.large"
  master_username        = "app"
  manage_master_password = true
  skip_final_snapshot    = true
}

resource "aws_redshift_cluster" "pass_false" {
  cluster_identifier     = "finance"
  node_type              = "ra3.large"
  publicly_accessible    = false
  master_username        = "app"
  manage_master_password = true
  skip_final_snapshot    = true
}

resource "aws_redshiftserverless_workgroup" "deny_public" {
  namespace_name      = "adhoc"
  workgroup_name      = "adhoc"
  publicly_accessible = true
}

resource "aws_redshiftserverless_workgroup" "pass_omitted" {
  namespace_name = "nightly"
  workgroup_name = "nightly"
}

resource "aws_dms_replication_instance" "deny_public" {
  replication_instance_id    = "migration"
  replication_instance_class = "dms.t3.micro"
  publicly_accessible        = true
}

resource "aws_dms_replication_instance" "pass_omitted" {
  replication_instance_id    = "sync"
  replication_instance_class = "dms.t3.micro"
}

resource "aws_mq_broker" "deny_public" {
  broker_name         = "events"
  engine_type         = "RabbitMQ"
  engine_version      = "3.13"
  host_instance_type  = "mq.t3.micro"
  publicly_accessible = true

  user {
    username = "app"
    password = "not-a-real-password"
  }
}

resource "aws_mq_broker" "pass_omitted" {
  broker_name        = "jobs"
  engine_type        = "RabbitMQ"
  engine_version     = "3.13"
  host_instance_type = "mq.t3.micro"

  user {
    username = "app"
    password = "not-a-real-password"
  }
}

resource "aws_neptune_cluster_instance" "deny_public" {
  cluster_identifier  = "graph"
  instance_class      = "db.t4g.medium"
  publicly_accessible = true
}

resource "aws_neptune_cluster_instance" "pass_omitted" {
  cluster_identifier = "graph"
  instance_class     = "db.t4g.medium"
}
