# A template of this name in another region is another template.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "eu"
  region = "eu-west-1"
}

resource "aws_launch_template" "pass_eu" {
  provider = aws.eu
  name     = "web"
  image_id = "ami-0abcdef1234567890"

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_instance" "unknown_elsewhere" {
  instance_type = "t3.micro"

  launch_template {
    name = "web"
  }
}

resource "aws_instance" "pass_here" {
  provider      = aws.eu
  instance_type = "t3.micro"

  launch_template {
    name = "web"
  }
}
