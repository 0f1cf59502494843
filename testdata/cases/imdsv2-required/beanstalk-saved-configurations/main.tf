resource "aws_elastic_beanstalk_application" "shop" {
  name = "shop"
}

resource "aws_elastic_beanstalk_configuration_template" "v1_off" {
  name                = "v1-off"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = "64bit Amazon Linux 2 v3.5.9 running Docker"

  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "DisableIMDSv1"
    value     = "true"
  }
}

resource "aws_elastic_beanstalk_configuration_template" "silent" {
  name                = "silent"
  application         = aws_elastic_beanstalk_application.shop.name
  solution_stack_name = "64bit Amazon Linux 2 v3.5.9 running Docker"
}

resource "aws_elastic_beanstalk_environment" "pass_saved" {
  name          = "shop-a"
  application   = aws_elastic_beanstalk_application.shop.name
  template_name = aws_elastic_beanstalk_configuration_template.v1_off.name
}

# What the environment sets itself comes before what is saved.
resource "aws_elastic_beanstalk_environment" "deny_set_again" {
  name          = "shop-b"
  application   = aws_elastic_beanstalk_application.shop.name
  template_name = aws_elastic_beanstalk_configuration_template.v1_off.name

  setting {
    namespace = "aws:autoscaling:launchconfiguration"
    name      = "DisableIMDSv1"
    value     = "false"
  }
}

resource "aws_elastic_beanstalk_environment" "deny_saved_without" {
  name          = "shop-c"
  application   = aws_elastic_beanstalk_application.shop.name
  template_name = aws_elastic_beanstalk_configuration_template.silent.name
}

resource "aws_elastic_beanstalk_environment" "unknown_saved_elsewhere" {
  name          = "shop-d"
  application   = aws_elastic_beanstalk_application.shop.name
  template_name = "of-another-stack"
}
