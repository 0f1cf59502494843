resource "aws_rds_global_cluster" "deny_false" {
  global_cluster_identifier = "reports"
  engine                    = "aurora-mysql"
  storage_encrypted         = false
}

resource "aws_rds_global_cluster" "pass_encrypted" {
  global_cluster_identifier = "payments"
  engine                    = "aurora-mysql"
  storage_encrypted         = true
}

resource "aws_docdb_global_cluster" "deny_false" {
  engine                    = "docdb"
  global_cluster_identifier = "papers"
  storage_encrypted         = false
}

resource "aws_docdb_global_cluster" "deny_omitted" {
  engine                    = "docdb"
  global_cluster_identifier = "letters"
}

resource "aws_neptune_global_cluster" "pass_encrypted" {
  global_cluster_identifier = "graph"
  engine                    = "neptune"
  storage_encrypted         = true
}

resource "aws_neptune_cluster" "pass_source" {
  cluster_identifier  = "source"
  storage_encrypted   = true
  skip_final_snapshot = true
}

resource "aws_neptune_global_cluster" "pass_from_source" {
  global_cluster_identifier    = "from-source"
  source_db_cluster_identifier = aws_neptune_cluster.pass_source.arn
}
