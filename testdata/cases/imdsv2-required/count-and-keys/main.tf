resource "aws_launch_template" "deny_blue_green" {
  count = 2

  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_instance" "blue_green" {
  count = 2

  launch_template {
    id = aws_launch_template.deny_blue_green[count.index].id
  }
}

resource "aws_launch_template" "deny_tier" {
  for_each = toset(["web", "worker"])

  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_instance" "same_key" {
  for_each = toset(["web", "worker"])

  launch_template {
    id = aws_launch_template.deny_tier[each.key].id
  }
}

resource "aws_instance" "chained" {
  for_each = aws_launch_template.deny_tier

  launch_template {
    id = each.value.id
  }
}

# Whichever template is chosen, it is in the plan and judged there.
variable "green" {
  type    = bool
  default = true
}

resource "aws_instance" "either" {
  launch_template {
    id = var.green ? aws_launch_template.deny_blue_green[1].id : aws_launch_template.deny_blue_green[0].id
  }
}
