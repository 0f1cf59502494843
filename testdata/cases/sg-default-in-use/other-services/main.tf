resource "aws_vpc" "deny_main" {
  cidr_block = "10.0.0.0/16"
}

locals {
  subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]
}

resource "aws_launch_template" "deny_interface" {
  image_id = "ami-0c101f26f147fa7fd"

  network_interfaces {
    device_index    = 0
    security_groups = [aws_vpc.deny_main.default_security_group_id]
  }
}

resource "aws_elasticache_serverless_cache" "deny_cache" {
  engine             = "valkey"
  name               = "sessions"
  security_group_ids = [aws_vpc.deny_main.default_security_group_id]
}

resource "aws_redshiftserverless_workgroup" "deny_workgroup" {
  namespace_name     = "reports"
  workgroup_name     = "reports"
  security_group_ids = [aws_vpc.deny_main.default_security_group_id]
}

resource "aws_msk_cluster" "deny_brokers" {
  cluster_name           = "events"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 2

  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = local.subnets
    security_groups = [aws_vpc.deny_main.default_security_group_id]
  }
}

resource "aws_opensearch_domain" "deny_search" {
  domain_name = "search"

  vpc_options {
    subnet_ids         = ["subnet-0a1b2c3d4e5f60718"]
    security_group_ids = [aws_vpc.deny_main.default_security_group_id]
  }
}

resource "aws_security_group" "own" {
  vpc_id = aws_vpc.deny_main.id
}

resource "aws_opensearch_domain" "pass_search" {
  domain_name = "own"

  vpc_options {
    subnet_ids         = ["subnet-0a1b2c3d4e5f60718"]
    security_group_ids = [aws_security_group.own.id]
  }
}

resource "aws_ec2_instance_connect_endpoint" "deny_connect" {
  subnet_id          = "subnet-0a1b2c3d4e5f60718"
  security_group_ids = [aws_vpc.deny_main.default_security_group_id]
}

resource "aws_ec2_instance_connect_endpoint" "pass_connect" {
  subnet_id          = "subnet-0a1b2c3d4e5f60718"
  security_group_ids = [aws_security_group.own.id]
}

resource "aws_transfer_server" "deny_files" {
  endpoint_type = "VPC"

  endpoint_details {
    vpc_id             = aws_vpc.deny_main.id
    subnet_ids         = ["subnet-0a1b2c3d4e5f60718"]
    security_group_ids = [aws_vpc.deny_main.default_security_group_id]
  }
}
