resource "aws_ebs_volume" "pass_source" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}

resource "aws_ebs_snapshot" "encrypted" {
  volume_id = aws_ebs_volume.pass_source.id
}

# A volume takes the encryption of its snapshot.
resource "aws_ebs_volume" "pass_from_encrypted_snapshot" {
  availability_zone = "us-east-1a"
  snapshot_id       = aws_ebs_snapshot.encrypted.id
}

resource "aws_ebs_snapshot_copy" "encrypted" {
  source_snapshot_id = "snap-0a1b2c3d4e5f60718"
  source_region      = "us-west-2"
  encrypted          = true
}

resource "aws_ebs_volume" "pass_from_encrypted_copy" {
  availability_zone = "us-east-1a"
  snapshot_id       = aws_ebs_snapshot_copy.encrypted.id
}

resource "aws_ebs_volume" "deny_source" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = false
}

resource "aws_ebs_snapshot" "plain" {
  volume_id = aws_ebs_volume.deny_source.id
}

resource "aws_ebs_volume" "deny_from_plain_snapshot" {
  availability_zone = "us-east-1a"
  snapshot_id       = aws_ebs_snapshot.plain.id
}

# A snapshot that the plan does not hold proves nothing.
resource "aws_ebs_volume" "deny_snapshot_outside_plan" {
  availability_zone = "us-east-1a"
  snapshot_id       = "snap-0a1b2c3d4e5f60718"
}
