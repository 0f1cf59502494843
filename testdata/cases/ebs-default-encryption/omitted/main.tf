resource "aws_ebs_encryption_by_default" "pass_omitted" {}
