variable "password" {
  type      = string
  sensitive = true
}

resource "aws_ecs_task_definition" "service" {
  family = "service"

  container_definitions = jsonencode([{
    name   = "service"
    image  = "public.ecr.aws/docker/library/nginx:1.27"
    memory = 256
    environment = [
      { name = "DB_PASSWORD", value = var.password },
      { name = "LICENSE", value = "CANARY-licence-in-a-container" },
    ]
  }])
}

resource "aws_rds_cluster" "reports" {
  cluster_identifier  = "reports"
  engine              = "aurora-postgresql"
  storage_encrypted   = true
  master_username     = "app"
  master_password     = var.password
  skip_final_snapshot = true
}

output "password" {
  value     = var.password
  sensitive = true
}
