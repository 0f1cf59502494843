resource "aws_rds_cluster" "this" {
  cluster_identifier          = "orders"
  engine                      = "aurora-postgresql"
  storage_encrypted           = true
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_cluster_instance" "deny_public" {
  cluster_identifier  = aws_rds_cluster.this.id
  engine              = aws_rds_cluster.this.engine
  instance_class      = "db.t4g.medium"
  publicly_accessible = true
}

resource "aws_rds_cluster_instance" "pass_omitted" {
  cluster_identifier = aws_rds_cluster.this.id
  engine             = aws_rds_cluster.this.engine
  instance_class     = "db.t4g.medium"
}

resource "aws_rds_cluster_instance" "pass_false" {
  cluster_identifier  = aws_rds_cluster.this.id
  engine              = aws_rds_cluster.this.engine
  instance_class      = "db.t4g.medium"
  publicly_accessible = false
}

resource "terraform_data" "public" {
  input = false
}

resource "aws_rds_cluster_instance" "unknown_public" {
  cluster_identifier  = aws_rds_cluster.this.id
  engine              = aws_rds_cluster.this.engine
  instance_class      = "db.t4g.medium"
  publicly_accessible = terraform_data.public.output
}
