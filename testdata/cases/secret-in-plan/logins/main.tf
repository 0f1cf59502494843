# A script that sets a password holds it: whoever may describe the instance logs in with it.
resource "aws_instance" "deny_in_the_script" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/bash
    useradd operator
    echo "operator:correct-horse-battery" | chpasswd
  EOT
}

resource "aws_launch_template" "deny_encoded" {
  name          = "encoded"
  image_id      = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = base64encode("#!/bin/sh\necho root:correct-horse-battery | sudo chpasswd\n")
}

resource "aws_instance" "pass_read_from_a_store" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/bash
    PASSWORD=$(aws secretsmanager get-secret-value --secret-id login --query SecretString --output text)
    echo "operator:$PASSWORD" | chpasswd
  EOT
}
