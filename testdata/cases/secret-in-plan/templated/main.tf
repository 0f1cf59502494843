# The plan holds a digest of it, and the configuration no constant: what it says only the source tells.
locals {
  region = "eu-west-1"
}

resource "aws_instance" "templated" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/sh
    export AWS_REGION=${local.region}
    export GITHUB_TOKEN=ghp_ExampleExampleExampleExampleExample1
  EOT
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_launch_template" "templated" {
  image_id      = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/sh
    export QUEUE=${aws_sqs_queue.jobs.url}
    export GITHUB_TOKEN=ghp_ExampleExampleExampleExampleExample1
  EOT
}
