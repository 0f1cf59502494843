# Ways onto an instance with the rights of a role.
data "aws_caller_identity" "me" {}

locals {
  account   = data.aws_caller_identity.me.account_id
  instances = "arn:aws:ec2:*:${local.account}:instance/*"
  shell     = "arn:aws:ssm:*::document/AWS-RunShellScript"
  pass      = { for name in ["host", "loose", "fn"] : name => { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::${local.account}:role/${name}" } }
  groups    = "arn:aws:autoscaling:*:${local.account}:autoScalingGroup:*:autoScalingGroupName/team-*"
  configs   = "arn:aws:autoscaling:*:${local.account}:launchConfiguration:*:launchConfigurationName/team-*"

  who = {
    deny_association = [{ Effect = "Allow", Action = "ssm:CreateAssociation", Resource = [local.instances, local.shell] }]
    deny_associate   = [local.pass.host, { Effect = "Allow", Action = "ec2:AssociateIamInstanceProfile", Resource = local.instances }]
    deny_replace     = [local.pass.host, { Effect = "Allow", Action = "ec2:ReplaceIamInstanceProfileAssociation", Resource = local.instances }]
    deny_group       = [local.pass.host, { Effect = "Allow", Action = ["autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup"], Resource = [local.groups, local.configs] }]
    deny_update      = [local.pass.host, { Effect = "Allow", Action = ["autoscaling:CreateLaunchConfiguration", "autoscaling:UpdateAutoScalingGroup"], Resource = [local.groups, local.configs] }]
    # It puts the role into a profile first.
    deny_profile = [local.pass.loose, { Effect = "Allow", Action = "ec2:AssociateIamInstanceProfile", Resource = local.instances },
    { Effect = "Allow", Action = ["iam:CreateInstanceProfile", "iam:AddRoleToInstanceProfile"], Resource = "*" }]

    # It runs nothing that its caller writes.
    pass_document      = [{ Effect = "Allow", Action = "ssm:CreateAssociation", Resource = [local.instances, "arn:aws:ssm:*::document/AWS-UpdateSSMAgent"] }]
    pass_no_instance   = [{ Effect = "Allow", Action = "ssm:CreateAssociation", Resource = local.shell }]
    pass_tagged        = [{ Effect = "Allow", Action = "ssm:CreateAssociation", Resource = local.instances, Condition = { StringEquals = { "aws:ResourceTag/team" = "ops" } } }, { Effect = "Allow", Action = "ssm:CreateAssociation", Resource = local.shell }]
    pass_no_pass       = [{ Effect = "Allow", Action = ["ec2:AssociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation"], Resource = local.instances }]
    pass_other_service = [local.pass.fn, { Effect = "Allow", Action = ["ec2:AssociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation"], Resource = local.instances }]
    pass_no_profile    = [local.pass.loose, { Effect = "Allow", Action = "ec2:AssociateIamInstanceProfile", Resource = local.instances }]
    pass_service       = [merge(local.pass.host, { Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } } }), { Effect = "Allow", Action = "ec2:AssociateIamInstanceProfile", Resource = local.instances }]
    pass_no_group      = [local.pass.host, { Effect = "Allow", Action = "autoscaling:CreateLaunchConfiguration", Resource = local.configs }]
    pass_denied        = [local.pass.host, { Effect = "Allow", Action = ["autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup"], Resource = "*" }, { Effect = "Deny", Action = "autoscaling:*Group", Resource = "*" }]
  }
}

# Administrators, of whom the second is in no instance profile.
resource "aws_iam_role" "used" {
  for_each           = { host = "ec2.amazonaws.com", loose = "ec2.amazonaws.com", fn = "lambda.amazonaws.com" }
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = each.value }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy_attachment" "used" {
  for_each   = aws_iam_role.used
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "host" {
  name = "host"
  role = aws_iam_role.used["host"].name
}

resource "aws_instance" "host" {
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.host.name
  tags                 = { team = "web" }
}

resource "aws_iam_role" "who" {
  for_each           = local.who
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "edgelambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "who" {
  for_each = { for name, statements in local.who : "of ${name}" => { name = name, statements = statements } }
  name     = "own"
  role     = aws_iam_role.who[each.value.name].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}
