locals {
  token = "ghp_ExampleExampleExampleExampleExample1"
}

resource "aws_codebuild_project" "deny_plaintext_variable" {
  name         = "plain"
  service_role = "arn:aws:iam::123456789012:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"

    environment_variable {
      name  = "GITHUB_TOKEN"
      value = local.token
    }
  }

  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_codebuild_project" "pass_variable_of_a_secret" {
  name         = "kept"
  service_role = "arn:aws:iam::123456789012:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"

    environment_variable {
      name  = "DB_PASSWORD"
      type  = "SECRETS_MANAGER"
      value = "app/database:password"
    }
  }

  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_glue_job" "deny_argument" {
  name     = "job"
  role_arn = "arn:aws:iam::123456789012:role/glue"

  command {
    script_location = "s3://acme-scripts/job.py"
  }

  default_arguments = {
    "--token" = local.token
  }
}

resource "aws_batch_job_definition" "deny_container_property" {
  name = "job"
  type = "container"
  container_properties = jsonencode({
    image       = "app"
    command     = ["run"]
    environment = [{ name = "GITHUB_TOKEN", value = local.token }]
  })
}

# The tags and descriptions of whatever resource.
resource "aws_lambda_function" "deny_tag" {
  function_name = "tagged"
  role          = "arn:aws:iam::123456789012:role/app"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"

  tags = { token = local.token }
}

resource "aws_lambda_function" "deny_description" {
  function_name = "described"
  description   = "uses ${local.token}"
  role          = "arn:aws:iam::123456789012:role/app"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
}
