locals {
  script = <<-EOT
    #!/bin/sh
    export GITHUB_TOKEN=ghp_ExampleExampleExampleExampleExample1
  EOT
}

# The provider keeps a hash of it: only the configuration shows it.
resource "aws_instance" "deny_constant" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/sh
    export GITHUB_TOKEN=ghp_ExampleExampleExampleExampleExample1
  EOT
}

resource "aws_instance" "deny_base64" {
  ami              = "ami-0abcdef1234567890"
  instance_type    = "t3.micro"
  user_data_base64 = base64encode(local.script)
}

resource "aws_instance" "deny_gzip" {
  ami              = "ami-0abcdef1234567890"
  instance_type    = "t3.micro"
  user_data_base64 = base64gzip(local.script)
}

resource "aws_launch_template" "deny_template" {
  image_id      = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = base64encode(local.script)
}

resource "aws_launch_template" "pass_reads_it_at_start" {
  image_id      = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = base64encode("#!/bin/sh\naws secretsmanager get-secret-value --secret-id github\n")
}

resource "aws_instance" "pass_no_user_data" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
}
