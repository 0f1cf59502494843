# Nothing stands between the name of a variable and its value but `=`.
resource "aws_instance" "deny_exported" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/sh
    export AWS_ACCESS_KEY_ID=AKIAQ3EGRPLM5TJX2ABC
    export AWS_SECRET_ACCESS_KEY=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
  EOT
}

resource "aws_instance" "pass_no_secret" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/sh
    export AWS_ACCESS_KEY_ID=AKIAQ3EGRPLM5TJX2ABC
    export COMMIT=356a192b7913b04c54574d18c28d46e6395428ab
  EOT
}
