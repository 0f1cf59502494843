# A copy is encrypted where it says so, or as the image that it is made from.
resource "aws_ami" "pass_encrypted" {
  name             = "encrypted"
  root_device_name = "/dev/xvda"

  ebs_block_device {
    device_name = "/dev/xvda"
    volume_size = 20
    encrypted   = true
  }
}

resource "aws_ami" "deny_plain" {
  name             = "plain"
  root_device_name = "/dev/xvda"

  ebs_block_device {
    device_name = "/dev/xvda"
    volume_size = 20
  }
}

resource "aws_ami_copy" "pass_says_so" {
  name              = "says-so"
  source_ami_id     = "ami-0c101f26f147fa7fd"
  source_ami_region = "us-east-1"
  encrypted         = true
}

resource "aws_ami_copy" "pass_of_encrypted" {
  name              = "of-encrypted"
  source_ami_id     = aws_ami.pass_encrypted.id
  source_ami_region = "us-east-1"
}

resource "aws_ami_copy" "deny_of_plain" {
  name              = "of-plain"
  source_ami_id     = aws_ami.deny_plain.id
  source_ami_region = "us-east-1"
}

# An image that the plan does not hold proves nothing.
resource "aws_ami_copy" "deny_of_another_stack" {
  name              = "of-another-stack"
  source_ami_id     = "ami-0c101f26f147fa7fd"
  source_ami_region = "us-east-1"
}

resource "terraform_data" "encrypt" {
  input = true
}

resource "aws_ami_copy" "unknown_encrypted" {
  name              = "unknown"
  source_ami_id     = "ami-0c101f26f147fa7fd"
  source_ami_region = "us-east-1"
  encrypted         = terraform_data.encrypt.output
}

# Copies of snapshots, alike.
resource "aws_ebs_volume" "pass_volume" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}

resource "aws_ebs_snapshot" "encrypted" {
  volume_id = aws_ebs_volume.pass_volume.id
}

resource "aws_ebs_snapshot_copy" "pass_says_so" {
  source_snapshot_id = "snap-0a1b2c3d4e5f60718"
  source_region      = "us-east-1"
  encrypted          = true
}

resource "aws_ebs_snapshot_copy" "pass_of_encrypted" {
  source_snapshot_id = aws_ebs_snapshot.encrypted.id
  source_region      = "us-east-1"
}

resource "aws_ebs_snapshot_copy" "deny_plain" {
  source_snapshot_id = "snap-0a1b2c3d4e5f60718"
  source_region      = "us-east-1"
}

resource "aws_ebs_snapshot_copy" "unknown_encrypted" {
  source_snapshot_id = "snap-0a1b2c3d4e5f60718"
  source_region      = "us-east-1"
  encrypted          = terraform_data.encrypt.output
}

# What is imported has nobody's encryption but what is asked for.
resource "aws_ebs_snapshot_import" "deny_plain" {
  disk_container {
    format = "VHD"
    url    = "s3://acme-images/disk.vhd"
  }
}

resource "aws_ebs_snapshot_import" "pass_encrypted" {
  encrypted = true

  disk_container {
    format = "VHD"
    url    = "s3://acme-images/disk.vhd"
  }
}
