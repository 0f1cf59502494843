locals {
  script = <<-EOT
    #!/bin/sh
    export AWS_SECRET_ACCESS_KEY=${aws_iam_access_key.reader.secret}
  EOT
}

resource "aws_iam_user" "reader" {
  name = "reader"
}

resource "aws_iam_access_key" "reader" {
  user = aws_iam_user.reader.name
}

resource "aws_instance" "deny_existing_script" {
  ami           = "ami-12c6146b"
  instance_type = "t3.micro"
  user_data     = "#!/bin/sh\nexport AWS_SECRET_ACCESS_KEY=${aws_iam_access_key.reader.secret}\n"
}

resource "aws_instance" "deny_existing_encoded" {
  ami              = "ami-12c6146b"
  instance_type    = "t3.micro"
  user_data_base64 = base64encode(local.script)
}

resource "aws_launch_template" "deny_existing_template" {
  name      = "deny-existing-template"
  user_data = base64encode(local.script)
}

resource "aws_instance" "pass_id" {
  ami           = "ami-12c6146b"
  instance_type = "t3.micro"
  user_data     = "#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${aws_iam_access_key.reader.id}\n"
}

resource "aws_instance" "pass_plain" {
  ami           = "ami-12c6146b"
  instance_type = "t3.micro"
  user_data     = "#!/bin/sh\nexport PLACE=home\n"
}

resource "aws_instance" "deny_introduced_script" {
  ami           = "ami-12c6146b"
  instance_type = "t3.micro"
  user_data     = "#!/bin/sh\nexport PLACE=home\n"
}
