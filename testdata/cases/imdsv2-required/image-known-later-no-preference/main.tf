# The account leaves it to images, and the image is not known yet.
resource "terraform_data" "image" {}

resource "aws_ec2_instance_metadata_defaults" "main" {
  http_tokens = "no-preference"
}

resource "aws_instance" "unknown_image" {
  ami           = terraform_data.image.id
  instance_type = "t3.micro"
}

resource "aws_instance" "deny_image_of_another_stack" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
}

resource "aws_instance" "deny_optional" {
  ami           = terraform_data.image.id
  instance_type = "t3.micro"
  metadata_options {
    http_tokens = "optional"
  }
}
