# An infrastructure configuration always has a profile, and so has an EMR cluster.
resource "aws_imagebuilder_infrastructure_configuration" "deny_hop_limit_2" {
  name                  = "containers"
  instance_profile_name = "image-builder"

  instance_metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_imagebuilder_infrastructure_configuration" "pass_hop_limit_1" {
  name                  = "golden"
  instance_profile_name = "image-builder"

  instance_metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}

resource "aws_emr_security_configuration" "this" {
  for_each = { one = 1, three = 3 }

  name = "hops-${each.key}"
  configuration = jsonencode({
    InstanceMetadataServiceConfiguration = {
      MinimumInstanceMetadataServiceVersion = 2
      HttpPutResponseHopLimit               = each.value
    }
  })
}

resource "aws_emr_cluster" "pass_hop_limit_1" {
  name                   = "nightly"
  release_label          = "emr-7.1.0"
  service_role           = "EMR_DefaultRole_V2"
  security_configuration = aws_emr_security_configuration.this["one"].name

  ec2_attributes {
    instance_profile = "EMR_EC2_DefaultRole"
  }

  master_instance_group {
    instance_type = "m5.xlarge"
  }
}

resource "aws_emr_cluster" "deny_hop_limit_3" {
  name                   = "adhoc"
  release_label          = "emr-7.1.0"
  service_role           = "EMR_DefaultRole_V2"
  security_configuration = aws_emr_security_configuration.this["three"].name

  ec2_attributes {
    instance_profile = "EMR_EC2_DefaultRole"
  }

  master_instance_group {
    instance_type = "m5.xlarge"
  }
}
