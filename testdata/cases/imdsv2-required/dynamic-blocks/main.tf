variable "settings" {
  type = map(string)

  default = {
    DisableIMDSv1  = "true"
    RootVolumeSize = "20"
  }
}

resource "aws_elastic_beanstalk_application" "shop" {
  name = "shop"
}

# A dynamic block is not in the plan's configuration; its values are in the plan.
resource "aws_elastic_beanstalk_environment" "pass_dynamic_setting" {
  name                = "shop"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = "64bit Amazon Linux 2 v3.5.9 running Docker"

  dynamic "setting" {
    for_each = var.settings

    content {
      namespace = "aws:autoscaling:launchconfiguration"
      name      = setting.key
      value     = setting.value
    }
  }
}

resource "aws_instance" "deny_dynamic_options" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  dynamic "metadata_options" {
    for_each = ["optional"]

    content {
      http_tokens = metadata_options.value
    }
  }
}

resource "aws_instance" "pass_dynamic_options" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  dynamic "metadata_options" {
    for_each = ["required"]

    content {
      http_tokens = metadata_options.value
    }
  }
}

# No element, no block.
resource "aws_instance" "deny_dynamic_options_empty" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"

  dynamic "metadata_options" {
    for_each = []

    content {
      http_tokens = metadata_options.value
    }
  }
}
