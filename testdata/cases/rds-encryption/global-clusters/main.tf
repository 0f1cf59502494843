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
