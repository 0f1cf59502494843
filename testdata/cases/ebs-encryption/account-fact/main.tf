resource "aws_ebs_volume" "pass_omitted" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_instance" "pass_root_omitted" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}
