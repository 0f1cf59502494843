# In the strict profile: what is set by names, wherever a service takes such settings.
resource "aws_elastic_beanstalk_environment" "deny_setting" {
  name                = "setting"
  application         = "app"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "DB_PASSWORD"
    value     = "correct-horse"
  }
}

resource "aws_elastic_beanstalk_environment" "pass_setting" {
  name                = "no-setting"
  application         = "app"
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Python 3.11"

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "LOG_LEVEL"
    value     = "information"
  }
}

resource "aws_apprunner_service" "deny_variable" {
  service_name = "variable"

  source_configuration {
    auto_deployments_enabled = false

    image_repository {
      image_identifier      = "public.ecr.aws/acme/app:1"
      image_repository_type = "ECR_PUBLIC"

      image_configuration {
        runtime_environment_variables = { DB_PASSWORD = "correct-horse" }
      }
    }
  }
}

resource "aws_apprunner_service" "pass_secret" {
  service_name = "secret"

  source_configuration {
    auto_deployments_enabled = false

    image_repository {
      image_identifier      = "public.ecr.aws/acme/app:1"
      image_repository_type = "ECR_PUBLIC"

      image_configuration {
        runtime_environment_secrets = { DB_PASSWORD = "arn:aws:ssm:us-east-1:123456789012:parameter/db" }
      }
    }
  }
}

resource "aws_cloudformation_stack" "deny_parameter" {
  name         = "parameter"
  template_url = "https://s3.amazonaws.com/acme-templates/app.json"
  parameters   = { MasterUserPassword = "correct-horse" }
}

resource "aws_cloudformation_stack" "pass_parameter" {
  name         = "reference"
  template_url = "https://s3.amazonaws.com/acme-templates/app.json"
  parameters   = { MasterUserPassword = "{{resolve:secretsmanager:db:SecretString:password}}" }
}

resource "aws_sagemaker_model" "deny_container" {
  name               = "model"
  execution_role_arn = "arn:aws:iam::123456789012:role/model"

  primary_container {
    image       = "123456789012.dkr.ecr.us-east-1.amazonaws.com/model:1"
    environment = { API_KEY = "correct-horse" }
  }
}

resource "aws_batch_job_definition" "deny_job" {
  name = "job"
  type = "container"
  ecs_properties = jsonencode({
    taskProperties = [{ containers = [{
      image                = "job"
      environment          = [{ name = "DB_PASSWORD", value = "correct-horse" }]
      resourceRequirements = [{ type = "VCPU", value = "1" }, { type = "MEMORY", value = "512" }]
    }] }]
  })
}
