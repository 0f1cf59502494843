resource "aws_iam_role" "notebook" {
  name = "notebook"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_sagemaker_notebook_instance" "deny_configuration_omitted" {
  name          = "research"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
}

resource "aws_sagemaker_notebook_instance" "deny_minimum_version_1" {
  name          = "reports"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "1"
  }
}

resource "aws_sagemaker_notebook_instance" "pass_minimum_version_2" {
  name          = "forecasts"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "2"
  }
}

resource "terraform_data" "version" {
  input = "2"
}

resource "aws_sagemaker_notebook_instance" "unknown_minimum_version" {
  name          = "sandbox"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = terraform_data.version.output
  }
}
