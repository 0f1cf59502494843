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

resource "aws_neptunegraph_graph" "deny_public" {
  graph_name          = "public"
  provisioned_memory  = 16
  public_connectivity = true

  vector_search_configuration {
    vector_search_dimension = 128
  }
}

resource "aws_neptunegraph_graph" "pass_omitted" {
  graph_name         = "private"
  provisioned_memory = 16

  vector_search_configuration {
    vector_search_dimension = 128
  }
}

resource "aws_lightsail_database" "deny_public" {
  relational_database_name = "shop"
  availability_zone        = "us-east-1a"
  master_database_name     = "shop"
  master_username          = "app"
  master_password          = "not-a-real-password"
  blueprint_id             = "mysql_8_0"
  bundle_id                = "micro_1_0"
  publicly_accessible      = true
}

resource "aws_lightsail_database" "pass_omitted" {
  relational_database_name = "blog"
  availability_zone        = "us-east-1a"
  master_database_name     = "blog"
  master_username          = "app"
  master_password          = "not-a-real-password"
  blueprint_id             = "mysql_8_0"
  bundle_id                = "micro_1_0"
}

resource "aws_m2_environment" "deny_public" {
  name                = "ledger"
  engine_type         = "bluage"
  instance_type       = "M2.m5.large"
  publicly_accessible = true
}

resource "aws_rds_cluster" "limitless" {
  cluster_identifier          = "limitless"
  engine                      = "aurora-postgresql"
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_shard_group" "deny_public" {
  db_shard_group_identifier = "public"
  db_cluster_identifier     = aws_rds_cluster.limitless.id
  max_acu                   = 64
  publicly_accessible       = true
}

resource "aws_rds_shard_group" "pass_private" {
  db_shard_group_identifier = "private"
  db_cluster_identifier     = aws_rds_cluster.limitless.id
  max_acu                   = 64
  publicly_accessible       = false
}

resource "aws_timestreaminfluxdb_db_instance" "deny_public" {
  name                   = "metrics"
  allocated_storage      = 20
  bucket                 = "metrics"
  db_instance_type       = "db.influx.medium"
  organization           = "acme"
  username               = "app"
  password               = "notarealpassword"
  vpc_subnet_ids         = ["subnet-0a1b2c3d4e5f60718"]
  vpc_security_group_ids = [aws_security_group.influx.id]
  publicly_accessible    = true
}

resource "aws_security_group" "influx" {
  name = "influx"

  ingress {
    protocol    = "tcp"
    from_port   = 8086
    to_port     = 8086
    cidr_blocks = ["0.0.0.0/0"]
  }
}
