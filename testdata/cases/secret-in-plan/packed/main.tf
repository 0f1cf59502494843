# Secrets in what is packed once more inside: parts of a message for cloud-init, files that it writes, an object's content.
locals {
  script = <<-EOT
    #!/bin/sh
    export AWS_ACCESS_KEY_ID=AKIAQ3EGRPLM5TJX2ABC
    export AWS_SECRET_ACCESS_KEY=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
  EOT
  plain  = <<-EOT
    #!/bin/sh
    echo nothing that is secret stands in this script
  EOT
}

resource "aws_instance" "deny_multipart" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data_base64 = base64encode(join("\n", [
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=\"part\"",
    "",
    "--part",
    "Content-Transfer-Encoding: base64",
    "Content-Type: text/x-shellscript",
    "",
    base64encode(local.script),
    "--part--",
  ]))
}

resource "aws_launch_template" "deny_written_file" {
  name = "web"
  user_data = base64encode("#cloud-config\n${yamlencode({
    write_files = [{ path = "/etc/profile.d/aws.sh", encoding = "b64", content = base64encode(local.script) }]
  })}")
}

resource "aws_s3_object" "deny_content" {
  bucket         = "acme-scripts"
  key            = "deploy.sh"
  content_base64 = base64encode(local.script)
}

resource "aws_instance" "pass_multipart" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data_base64 = base64encode(join("\n", [
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=\"part\"",
    "",
    "--part",
    "Content-Transfer-Encoding: base64",
    "",
    base64encode(local.plain),
    "--part--",
  ]))
}

resource "aws_s3_object" "pass_content" {
  bucket         = "acme-scripts"
  key            = "plain.sh"
  content_base64 = base64encode(local.plain)
}
