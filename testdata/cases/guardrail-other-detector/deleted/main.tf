resource "aws_lb" "public" {
  name    = "public"
  subnets = ["subnet-11111111", "subnet-22222222"]
}

removed {
  from = aws_securityhub_account.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}

removed {
  from = aws_accessanalyzer_analyzer.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_elb" "deny_introduced_quiet" {
  name               = "classic"
  availability_zones = ["us-east-1a"]

  listener {
    instance_port     = 80
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
  }
}

resource "aws_elb" "unknown_switch" {
  name               = "later"
  availability_zones = ["us-east-1a"]

  access_logs {
    bucket  = "acme-logs"
    enabled = terraform_data.on.output
  }

  listener {
    instance_port     = 80
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
  }
}

resource "terraform_data" "on" {
  input = true
}
