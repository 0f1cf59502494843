variable "hosts" {
  type = map(object({ tokens = string }))
}

variable "profile" {
  type = string
}

variable "groups" {
  type = list(string)
}

resource "aws_instance" "host" {
  for_each = var.hosts

  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  vpc_security_group_ids      = var.groups
  iam_instance_profile        = var.profile

  metadata_options {
    http_tokens = each.value.tokens
  }
}
