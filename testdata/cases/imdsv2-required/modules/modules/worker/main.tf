variable "template_id" {
  type = string
}

resource "aws_instance" "worker" {
  count = 2

  launch_template {
    id = var.template_id
  }
}
