resource "aws_emr_security_configuration" "v2" {
  name = "v2"
  configuration = jsonencode({
    InstanceMetadataServiceConfiguration = {
      MinimumInstanceMetadataServiceVersion = 2
      HttpPutResponseHopLimit               = 1
    }
  })
}

resource "aws_emr_security_configuration" "v1" {
  name = "v1"
  configuration = jsonencode({
    InstanceMetadataServiceConfiguration = {
      MinimumInstanceMetadataServiceVersion = 1
      HttpPutResponseHopLimit               = 1
    }
  })
}

resource "aws_emr_security_configuration" "silent" {
  name = "silent"
  configuration = jsonencode({
    EncryptionConfiguration = {
      EnableInTransitEncryption = false
      EnableAtRestEncryption    = false
    }
  })
}

resource "terraform_data" "version" {
  input = 2
}

resource "aws_emr_security_configuration" "hidden" {
  name = "hidden"
  configuration = jsonencode({
    InstanceMetadataServiceConfiguration = {
      MinimumInstanceMetadataServiceVersion = terraform_data.version.output
      HttpPutResponseHopLimit               = 1
    }
  })
}

locals {
  clusters = {
    pass_v2         = aws_emr_security_configuration.v2.name
    deny_v1         = aws_emr_security_configuration.v1.name
    deny_no_imds    = aws_emr_security_configuration.silent.name
    unknown_hidden  = aws_emr_security_configuration.hidden.name
    unknown_outside = "platform"
  }
}

resource "aws_emr_cluster" "this" {
  for_each = local.clusters

  name                   = each.key
  release_label          = "emr-7.1.0"
  service_role           = "EMR_DefaultRole_V2"
  security_configuration = each.value

  ec2_attributes {
    instance_profile = "EMR_EC2_DefaultRole"
  }

  master_instance_group {
    instance_type = "m5.xlarge"
  }
}

# Without a security configuration there is no setting to judge.
resource "aws_emr_cluster" "plain" {
  name          = "plain"
  release_label = "emr-7.1.0"
  service_role  = "EMR_DefaultRole_V2"

  ec2_attributes {
    instance_profile = "EMR_EC2_DefaultRole"
  }

  master_instance_group {
    instance_type = "m5.xlarge"
  }
}
