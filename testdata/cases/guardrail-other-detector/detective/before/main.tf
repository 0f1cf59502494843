resource "aws_detective_graph" "deny_introduced_deleted" {}
