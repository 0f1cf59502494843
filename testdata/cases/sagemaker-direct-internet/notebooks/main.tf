variable "direct" {
  type    = string
  default = null
}

resource "terraform_data" "direct" {
  input = "Disabled"
}

locals {
  role = "arn:aws:iam::111122223333:role/notebook"
}

resource "aws_sagemaker_notebook_instance" "deny_omitted" {
  name          = "orders"
  role_arn      = local.role
  instance_type = "ml.t3.medium"
}

resource "aws_sagemaker_notebook_instance" "deny_null" {
  name                   = "invoices"
  role_arn               = local.role
  instance_type          = "ml.t3.medium"
  direct_internet_access = var.direct
}

# In a VPC, and past it all the same.
resource "aws_sagemaker_notebook_instance" "deny_in_vpc" {
  name                   = "reports"
  role_arn               = local.role
  instance_type          = "ml.t3.medium"
  subnet_id              = "subnet-0a1b2c3d4e5f60718"
  security_groups        = ["sg-0a1b2c3d4e5f60718"]
  direct_internet_access = "Enabled"
}

resource "aws_sagemaker_notebook_instance" "pass_disabled" {
  name                   = "payments"
  role_arn               = local.role
  instance_type          = "ml.t3.medium"
  subnet_id              = "subnet-0a1b2c3d4e5f60718"
  security_groups        = ["sg-0a1b2c3d4e5f60718"]
  direct_internet_access = "Disabled"
}

resource "aws_sagemaker_notebook_instance" "unknown_direct" {
  name                   = "archive"
  role_arn               = local.role
  instance_type          = "ml.t3.medium"
  subnet_id              = "subnet-0a1b2c3d4e5f60718"
  security_groups        = ["sg-0a1b2c3d4e5f60718"]
  direct_internet_access = terraform_data.direct.output
}
