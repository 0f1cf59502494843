# Each in an account of its own.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "zero"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222201:role/deploy"
  }
}

# What counts nothing never sums up to one.
module "zero" {
  source    = "./modules/chain"
  providers = { aws = aws.zero }
  answer    = "deny"
  value     = "0"
}

provider "aws" {
  alias  = "zeros"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222202:role/deploy"
  }
}

# The number of samples is one, whatever they say.
module "zeros" {
  source    = "./modules/chain"
  providers = { aws = aws.zeros }
  answer    = "pass"
  value     = "0"
  statistic = "SampleCount"
}

provider "aws" {
  alias  = "weighed"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222203:role/deploy"
  }
}

module "weighed" {
  source    = "./modules/chain"
  providers = { aws = aws.weighed }
  answer    = "pass"
  value     = "100"
  threshold = 100
}

provider "aws" {
  alias  = "too_light"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222204:role/deploy"
  }
}

module "too_light" {
  source    = "./modules/chain"
  providers = { aws = aws.too_light }
  answer    = "deny"
  threshold = 2
}

provider "aws" {
  alias  = "dimension"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222205:role/deploy"
  }
}

# A metric with a dimension is another one, which nothing writes.
module "dimension" {
  source     = "./modules/chain"
  providers  = { aws = aws.dimension }
  answer     = "deny"
  dimensions = { Trail = "main" }
}

provider "aws" {
  alias  = "unit"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222206:role/deploy"
  }
}

module "unit" {
  source    = "./modules/chain"
  providers = { aws = aws.unit }
  answer    = "deny"
  unit      = "Bytes"
}

provider "aws" {
  alias  = "machine"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222207:role/deploy"
  }
}

# Stopping an instance tells nobody.
module "machine" {
  source    = "./modules/chain"
  providers = { aws = aws.machine }
  answer    = "deny"
  action    = "arn:aws:automate:us-east-1:ec2:stop"
}

provider "aws" {
  alias  = "drawn_down"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222208:role/deploy"
  }
}

# How many other events come in the same period is in no plan.
module "drawn_down" {
  source        = "./modules/chain"
  providers     = { aws = aws.drawn_down }
  answer        = "unknown"
  default_value = "0"
  statistic     = "Average"
}

provider "aws" {
  alias  = "summed"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222209:role/deploy"
  }
}

module "summed" {
  source        = "./modules/chain"
  providers     = { aws = aws.summed }
  answer        = "pass"
  default_value = "0"
}
