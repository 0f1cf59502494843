# Nothing says what the account leaves to images, and this one is not known yet.
resource "terraform_data" "image" {}

resource "aws_instance" "unknown_nothing_set" {
  ami           = terraform_data.image.id
  instance_type = "t3.micro"
}

resource "aws_launch_template" "unknown_nothing_set" {
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
