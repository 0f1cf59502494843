# An image decides only where the account is known to leave it to images.
resource "terraform_data" "image" {}

resource "aws_instance" "deny_nothing_set" {
  ami           = terraform_data.image.id
  instance_type = "t3.micro"
}

resource "aws_launch_template" "deny_nothing_set" {
  image_id      = terraform_data.image.id
  instance_type = "t3.micro"
}

resource "aws_instance" "pass_tokens" {
  ami           = terraform_data.image.id
  instance_type = "t3.micro"
  metadata_options {
    http_tokens = "required"
  }
}
