variable "role" {
  type = string
}

variable "secret" {
  type = string
}

resource "aws_codebuild_project" "deny_passed" {
  name         = "deny-passed"
  service_role = var.role
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
    environment_variable {
      name  = "SECRET"
      value = var.secret
    }
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}
