resource "aws_codebuild_project" "deny_existing_key" {
  name         = "deny-existing-key"
  service_role = "arn:aws:iam::123456789012:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"

    environment_variable {
      name  = "DEPLOY_KEY"
      value = "-----BEGIN EC PRIVATE KEY-----\\nMHcCAQEEIExampleExampleExampleExampleExampleoAoGCCqGSM49\\n-----END EC PRIVATE KEY-----"
    }
  }

  source {
    type     = "GITHUB"
    location = "https://github.com/example/app.git"
  }
}

resource "aws_codebuild_project" "deny_introduced_key" {
  name         = "deny-introduced-key"
  service_role = "arn:aws:iam::123456789012:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"

    environment_variable {
      name  = "DEPLOY_KEY"
      value = "none"
    }
  }

  source {
    type     = "GITHUB"
    location = "https://github.com/example/app.git"
  }
}

resource "aws_codebuild_project" "resolved_key" {
  name         = "resolved-key"
  service_role = "arn:aws:iam::123456789012:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"

    environment_variable {
      name  = "DEPLOY_KEY"
      value = "-----BEGIN EC PRIVATE KEY-----\\nMHcCAQEEIExampleExampleExampleExampleExampleoAoGCCqGSM49\\n-----END EC PRIVATE KEY-----"
    }
  }

  source {
    type     = "GITHUB"
    location = "https://github.com/example/app.git"
  }
}
