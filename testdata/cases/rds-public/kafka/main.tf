# https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "open" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 9198
    to_port     = 9198
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

variable "types" {
  default = {
    deny_public   = "SERVICE_PROVIDED_EIPS"
    pass_disabled = "DISABLED"
  }
}

resource "terraform_data" "access" {
  input = "DISABLED"
}

resource "aws_msk_cluster" "each" {
  for_each               = merge(var.types, { unknown_access = terraform_data.access.output })
  cluster_name           = replace(each.key, "_", "-")
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = ["subnet-0a", "subnet-0b"]
    security_groups = [aws_security_group.open.id]
    connectivity_info {
      public_access {
        type = each.value
      }
    }
  }
}

resource "aws_msk_cluster" "pass_silent" {
  cluster_name           = "silent"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = ["subnet-0a", "subnet-0b"]
    security_groups = [aws_security_group.open.id]
  }
}
