resource "aws_elastic_beanstalk_application" "shop" {
  name = "shop"
}

resource "aws_elastic_beanstalk_environment" "deny_setting_omitted" {
  name                = "shop-a"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = "64bit Amazon Linux 2 v3.5.9 running Docker"
}

resource "aws_elastic_beanstalk_environment" "deny_v1_enabled" {
  name                = "shop-b"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = "64bit Amazon Linux 2 v3.5.9 running Docker"

  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "DisableIMDSv1"
    value     = "false"
  }
}

resource "aws_elastic_beanstalk_environment" "deny_v1_enabled_on_al2023" {
  name                = "shop-c"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Docker"

  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "DisableIMDSv1"
    value     = "false"
  }
}

# The same name in another namespace is another setting.
resource "aws_elastic_beanstalk_environment" "deny_other_namespace" {
  name                = "shop-d"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = "64bit Amazon Linux 2 v3.5.9 running Docker"

  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name      = "DisableIMDSv1"
    value     = "true"
  }
}

resource "aws_elastic_beanstalk_environment" "pass_v1_disabled" {
  name                = "shop-e"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = "64bit Amazon Linux 2 v3.5.9 running Docker"

  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "DisableIMDSv1"
    value     = "true"
  }

  setting {
    namespace = "aws:autoscaling:asg"
    name      = "MinSize"
    value     = "2"
  }
}

resource "aws_elastic_beanstalk_environment" "pass_al2023_default" {
  name                = "shop-f"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = "64bit Amazon Linux 2023 v4.3.0 running Docker"
}

resource "aws_elastic_beanstalk_environment" "pass_al2023_platform_arn" {
  name         = "shop-g"
  application  = aws_elastic_beanstalk_application.shop.name
  platform_arn = "arn:aws:elasticbeanstalk:us-east-1::platform/Docker running on 64bit Amazon Linux 2023/4.3.0"
}

resource "terraform_data" "platform" {
  input = "64bit Amazon Linux 2023 v4.3.0 running Docker"
}

resource "aws_elastic_beanstalk_environment" "unknown_platform" {
  name                = "shop-h"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = terraform_data.platform.output
}

resource "aws_elastic_beanstalk_environment" "unknown_setting_value" {
  name                = "shop-i"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = "64bit Amazon Linux 2 v3.5.9 running Docker"

  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "DisableIMDSv1"
    value     = terraform_data.platform.output
  }
}
