# Ports that open by a setting: no security group of the plan stands behind them.
resource "aws_lightsail_instance_public_ports" "deny_world" {
  instance_name = "web"
  port_info {
    protocol  = "tcp"
    from_port = 443
    to_port   = 443
    cidrs     = ["0.0.0.0/0"]
  }
  port_info {
    protocol  = "tcp"
    from_port = 20
    to_port   = 25
    cidrs     = ["0.0.0.0/0"]
  }
}

# Without addresses it is open to all of them.
resource "aws_lightsail_instance_public_ports" "deny_without_addresses" {
  instance_name = "desktop"
  port_info {
    protocol  = "tcp"
    from_port = 3389
    to_port   = 3389
  }
}

resource "aws_lightsail_instance_public_ports" "deny_ipv6" {
  instance_name = "six"
  port_info {
    protocol   = "all"
    from_port  = 0
    to_port    = 65535
    cidrs      = ["203.0.113.0/24"]
    ipv6_cidrs = ["::/0"]
  }
}

resource "aws_lightsail_instance_public_ports" "pass_office" {
  instance_name = "office"
  port_info {
    protocol  = "tcp"
    from_port = 22
    to_port   = 22
    cidrs     = ["203.0.113.0/24"]
  }
}

resource "aws_lightsail_instance_public_ports" "pass_browser" {
  instance_name = "browser"
  port_info {
    protocol          = "tcp"
    from_port         = 22
    to_port           = 22
    cidr_list_aliases = ["lightsail-connect"]
  }
}

resource "aws_lightsail_instance_public_ports" "pass_udp" {
  instance_name = "udp"
  port_info {
    protocol  = "udp"
    from_port = 0
    to_port   = 65535
    cidrs     = ["0.0.0.0/0"]
  }
}

resource "terraform_data" "office" {
  input = "203.0.113.0/24"
}

resource "aws_lightsail_instance_public_ports" "unknown_addresses" {
  instance_name = "later"
  port_info {
    protocol  = "tcp"
    from_port = 22
    to_port   = 22
    cidrs     = [terraform_data.office.output]
  }
}

locals {
  restrictions = {
    deny_environment = "tcp, 22, 22, 0.0.0.0/0"
    pass_environment = "tcp, 22, 22, 203.0.113.0/24"
    pass_group       = "tcp, 22, 22, sg-0abc"
  }
}

resource "aws_elastic_beanstalk_environment" "each" {
  for_each            = local.restrictions
  name                = replace(each.key, "_", "-")
  application         = "app"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "EC2KeyName"
    value     = "ops"
  }
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "SSHSourceRestriction"
    value     = each.value
  }
}

resource "aws_elastic_beanstalk_environment" "unknown_environment" {
  name                = "later"
  application         = "app"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "SSHSourceRestriction"
    value     = "tcp, 22, 22, ${terraform_data.office.output}"
  }
}

# Another setting of the same name.
resource "aws_elastic_beanstalk_environment" "pass_other_setting" {
  name                = "other"
  application         = "app"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"
  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "SSHSourceRestriction"
    value     = "tcp, 22, 22, 0.0.0.0/0"
  }
}

# With a key for SSH and no word of where from, the group that Elastic Beanstalk makes takes it from everywhere.
resource "aws_elastic_beanstalk_environment" "deny_key" {
  name                = "key"
  application         = "app"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "EC2KeyName"
    value     = "ops"
  }
}

resource "aws_elastic_beanstalk_environment" "pass_key_without_the_group" {
  name                = "own-group"
  application         = "app"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "EC2KeyName"
    value     = "ops"
  }
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "DisableDefaultEC2SecurityGroup"
    value     = "true"
  }
}

resource "aws_elastic_beanstalk_environment" "pass_no_key" {
  name                = "no-key"
  application         = "app"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "InstanceType"
    value     = "t3.micro"
  }
}

# What a saved configuration sets is not in the plan.
resource "aws_elastic_beanstalk_environment" "unknown_saved" {
  name          = "saved"
  application   = "app"
  template_name = "app-base"
  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "EC2KeyName"
    value     = "ops"
  }
}
