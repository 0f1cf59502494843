# What an image encrypts is not asked where the plan does not hold it, whether its id is known or not.
resource "terraform_data" "image" {}

resource "aws_instance" "deny_root" {
  ami           = terraform_data.image.id
  instance_type = "t3.micro"
}

resource "aws_instance" "pass_root" {
  ami           = terraform_data.image.id
  instance_type = "t3.micro"
  root_block_device {
    encrypted = true
  }
}
