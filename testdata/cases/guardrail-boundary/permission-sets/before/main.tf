data "aws_ssoadmin_instances" "this" {}

locals {
  instance = tolist(data.aws_ssoadmin_instances.this.arns)[0]
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:*", "ec2:*"], Resource = "*" }] })
}

resource "aws_ssoadmin_permission_set" "developers" {
  name         = "developers"
  instance_arn = local.instance
}

resource "aws_ssoadmin_permissions_boundary_attachment" "deny_introduced_detached" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.developers.arn

  permissions_boundary {
    customer_managed_policy_reference {
      name = aws_iam_policy.ceiling.name
    }
  }
}

resource "aws_ssoadmin_permission_set" "operators" {
  name         = "operators"
  instance_arn = local.instance
}

resource "aws_ssoadmin_permissions_boundary_attachment" "pass_kept" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.operators.arn

  permissions_boundary {
    managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  }
}

# It goes with the permission set that it bounds.
resource "aws_ssoadmin_permission_set" "guests" {
  name         = "guests"
  instance_arn = local.instance
}

resource "aws_ssoadmin_permissions_boundary_attachment" "pass_goes" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.guests.arn

  permissions_boundary {
    managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  }
}
