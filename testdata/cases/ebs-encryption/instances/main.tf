resource "aws_instance" "deny_root_omitted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_instance" "deny_root_without_encryption" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    volume_type = "gp3"
  }
}

resource "aws_instance" "deny_data_volume_omitted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 100
  }
}

resource "aws_instance" "deny_data_volume_false" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 100
    encrypted   = true
  }

  ebs_block_device {
    device_name = "/dev/sdg"
    volume_size = 100
    encrypted   = false
  }
}

resource "aws_instance" "pass_all_encrypted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 100
    encrypted   = true
  }
}

resource "aws_instance" "pass_root_only" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  # An instance store is not a volume.
  ephemeral_block_device {
    device_name  = "/dev/sdb"
    virtual_name = "ephemeral0"
  }
}

resource "terraform_data" "encrypt" {
  input = true
}

resource "aws_instance" "unknown_root" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = terraform_data.encrypt.output
  }
}
