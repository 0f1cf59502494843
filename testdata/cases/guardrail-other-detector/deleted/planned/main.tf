resource "aws_inspector2_enabler" "deny_introduced_deleted" {
  account_ids    = ["111122223333"]
  resource_types = ["EC2", "ECR"]
}

resource "aws_macie2_account" "deny_introduced_deleted" {
  status = "ENABLED"
}

resource "aws_securityhub_account" "deny_introduced_forgotten" {}

resource "aws_accessanalyzer_analyzer" "deny_introduced_forgotten" {
  analyzer_name = "outside"
}

resource "aws_elb" "deny_introduced_quiet" {
  name               = "classic"
  availability_zones = ["us-east-1a"]

  access_logs {
    bucket = "acme-logs"
  }

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
    bucket = "acme-logs"
  }

  listener {
    instance_port     = 80
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
  }
}

resource "aws_lb" "public" {
  name    = "public"
  subnets = ["subnet-11111111", "subnet-22222222"]
}

resource "aws_wafregional_web_acl_association" "deny_introduced_gone" {
  resource_arn = aws_lb.public.arn
  web_acl_id   = "11111111-2222-3333-4444-555555555555"
}
