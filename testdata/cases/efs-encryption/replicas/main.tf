resource "aws_efs_file_system" "pass_source" {
  creation_token = "source"
  encrypted      = true
}

resource "aws_efs_file_system" "pass_replica" {
  creation_token = "replica"
}

resource "aws_efs_replication_configuration" "encrypted" {
  source_file_system_id = aws_efs_file_system.pass_source.id

  destination {
    file_system_id = aws_efs_file_system.pass_replica.id
  }
}

resource "aws_efs_file_system" "deny_source" {
  creation_token = "open-source"
}

resource "aws_efs_file_system" "deny_replica" {
  creation_token = "open-replica"
}

resource "aws_efs_replication_configuration" "open" {
  source_file_system_id = aws_efs_file_system.deny_source.id

  destination {
    file_system_id = aws_efs_file_system.deny_replica.id
  }
}
